import { TimelineApp } from './app';
import { connectToHost, isToTimeline, READY } from './host';

const host = connectToHost();

function report(error: unknown): void {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  host.post({ type: 'timeline/error', message });
}

window.addEventListener('error', (event) => report(event.error ?? event.message));
window.addEventListener('unhandledrejection', (event) => report(event.reason));

const root = document.getElementById('app');
if (!root) throw new Error('The page has no element with the id "app".');
const app = new TimelineApp(root, host);
window.addEventListener('message', (event) => {
  if (isToTimeline(event.data)) app.handle(event.data);
});
host.post(READY);
