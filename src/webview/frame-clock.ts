import type { FrameClock } from './interaction/player';

/** Between two pictures for those who do not want things to move. */
const JUMP_MS = 1000;

/** The frames of the page; if the user wants less motion, one picture a second. */
export const pageFrames: FrameClock = {
  next(callback) {
    if (wantsLessMotion()) {
      const timer = setTimeout(() => callback(performance.now()), JUMP_MS);
      return () => clearTimeout(timer);
    }
    const frame = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(frame);
  },
};

/** Asked of the system, or of VS Code. */
function wantsLessMotion(): boolean {
  const { classList } = document.body;
  return (
    classList.contains('vscode-reduce-motion') ||
    matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}
