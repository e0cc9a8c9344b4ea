import type { FromTimeline, ToTimeline } from '../protocol/timeline';
import type { SavedState } from './view-state';

/** The extension, seen from the page. */
export interface Host {
  post(message: FromTimeline): void;
  saved(): SavedState | undefined;
  save(state: SavedState): void;
}

interface VsCodeApi {
  postMessage(message: FromTimeline): void;
  getState(): SavedState | undefined;
  setState(state: SavedState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The extension that opened this page; a page may ask for it only once. */
export function connectToHost(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    saved: () => api.getState(),
    save: (state) => api.setState(state),
  };
}

/** What a page says first, and whenever it is asked. */
export const READY: FromTimeline = { type: 'timeline/ready', loadedAt: performance.timeOrigin };

const TYPES: ReadonlySet<string> = new Set<ToTimeline['type']>([
  'trace/begin',
  'trace/append',
  'trace/end',
  'cells/kept',
  'file/changed',
  'cursor/set',
  'play/do',
  'task/reveal',
  'page/shown',
  'picture/request',
  'test/request',
]);

/** Whether a message of the window is one of ours; tools of the browser send others. */
export function isToTimeline(data: unknown): data is ToTimeline {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    typeof data.type === 'string' &&
    TYPES.has(data.type)
  );
}
