import { hitTest } from '../layout/hit-test';
import type { Scene } from '../layout/scene';
import type { DragKind } from './pointer';

/** How near the pointer must be to the cursor on the axis to drag it. */
const CURSOR_PX = 24;

/** What dragging from a place does; with Shift it marks everywhere. */
export function dragKind(
  scene: Scene | undefined,
  x: number,
  y: number,
  shiftKey: boolean,
): DragKind {
  if (!scene) return 'none';
  const { kind } = hitTest(scene, x, y);
  if (kind === 'head edge') return 'resize-head';
  if (kind === 'axis') return isAtCursor(scene, x) ? 'scrub' : 'mark';
  return shiftKey && x > scene.headWidth ? 'mark' : 'pan';
}

function isAtCursor({ cursor }: Scene, x: number): boolean {
  return cursor !== undefined && Math.abs(cursor.x - x) <= CURSOR_PX;
}
