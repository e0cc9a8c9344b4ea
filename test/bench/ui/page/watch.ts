// Runs in the frame of the timeline, before it: stands in for VS Code's part of the page, and says when something was drawn.
import type { FromTimeline, ToTimeline } from '../../../../src/protocol/timeline';
import { themes } from '../../../support/webview/themes.mjs';
import type { FromWatch } from './feeder';

let saved: unknown;

function say(bench: FromWatch['bench'], milliseconds = 0): void {
  const message: FromWatch = { bench, milliseconds };
  window.parent.postMessage(message, '*');
}

/** Calls back when the next frame has been drawn. */
function afterFrame(action: () => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => action();
    port2.postMessage('');
  });
}

function setTheme(): void {
  const { bodyClass, ...variables } = themes.dark;
  for (const [name, value] of Object.entries(variables)) {
    document.documentElement.style.setProperty(`--vscode-${name}`, value);
  }
  document.body.classList.add(bodyClass);
}

if (window.parent !== window) {
  document.addEventListener('DOMContentLoaded', setTheme);
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: ({ type }: FromTimeline) => type === 'timeline/ready' && say('ready'),
      getState: () => saved,
      setState: (state: unknown) => {
        saved = state;
      },
    }),
  });
  // The timeline listens, too, but later.
  window.addEventListener('message', ({ data }: MessageEvent<ToTimeline>) => {
    const begun = performance.now();
    say('taken');
    if (data.type !== 'trace/end' && data.type !== 'cursor/set') return;
    afterFrame(() => say('drawn', performance.now() - begun));
  });
}
