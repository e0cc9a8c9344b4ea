// Stands in for the extension in a plain browser: the part of the address after # names a trace.
import type { FromTimeline, TimelineDescription, ToTimeline } from '../../../src/protocol/timeline';
import { SAMPLE_TRACES } from './traces';

declare global {
  interface Window {
    acquireVsCodeApi(): unknown;
    sent: FromTimeline[];
    describeTimeline(): Promise<TimelineDescription>;
  }
}

/** Sample traces of runs that go on. */
const LIVE = ['live', 'asking'];

/** What is to be said of sample traces beside what they hold. */
const NOTES: Readonly<Record<string, readonly string[]>> = {
  plain: [
    'The program wrote tea.txt. This was not saved: to let programs change files in your folder, turn on the setting loopscope.files.write.',
  ],
};

let saved: unknown;
window.sent = [];
window.acquireVsCodeApi = () => ({
  postMessage: (message: FromTimeline) => {
    window.sent.push(message);
    if (message.type === 'timeline/ready') feed(location.hash.slice(1));
  },
  getState: () => saved,
  setState: (state: unknown) => {
    saved = state;
  },
});

function send(message: ToTimeline): void {
  window.dispatchEvent(new MessageEvent('message', { data: message }));
}

function feed(name: string): void {
  const trace = SAMPLE_TRACES[name]?.();
  if (!trace) return;
  const runId = name;
  const title = name === 'blocked' ? 'blocked.py' : 'example.py';
  const header = { runId, title, file: `/scenarios/${title}`, slowCallbackDuration: 0.1 };
  send({ type: 'trace/begin', header: { ...header, clock: 'virtual' } });
  send({ type: 'trace/append', runId, chunk: trace.toChunk() });
  const notes = NOTES[name] ?? [];
  if (!LIVE.includes(name)) send({ type: 'trace/end', runId, notes });
}

window.describeTimeline = () => {
  const id = window.sent.length + 1;
  send({ type: 'test/request', id, request: { kind: 'describe' } });
  const reply = window.sent.findLast((message) => message.type === 'test/reply');
  return Promise.resolve(reply?.reply as TimelineDescription);
};
