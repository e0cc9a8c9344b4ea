/** The counterpart of `prelude.py`: what every program in TypeScript begins with. */
export const TYPESCRIPT_PRELUDE = `import * as asyncio from 'loopscope/asyncio';

class Oops extends asyncio.Exception {
  override name = 'Oops';
}

const slots = new Map();

function slot(name: string) {
  if (!slots.has(name)) throw new Oops(\`no \${name}\`);
  return slots.get(name);
}

function log(...parts: unknown[]): void {
  console.log([asyncio.getRunningLoop().time(), ...parts].map(show).join(' '));
}

function show(value: unknown): string {
  if (value === undefined || value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return \`[\${value.map(show).join(', ')}]\`;
  if (value instanceof Error) return showError(value);
  if (value instanceof asyncio.Future) return showFuture(value);
  if (value instanceof asyncio.Handle) return value.cancelled() ? 'cancelled handle' : 'handle';
  if (value instanceof Set) return \`{\${[...value].map(show).sort().join(', ')}}\`;
  return plain(String(value));
}

function showError(error: Error): string {
  let text = \`\${error.name}(\${plain(error.message)})\`;
  if (error instanceof asyncio.BaseExceptionGroup) text += show(error.exceptions);
  return error.cause === undefined ? text : \`\${text} from \${show(error.cause)}\`;
}

function showFuture(future: asyncio.Future): string {
  const task = future instanceof asyncio.Task ? future : undefined;
  const name = task === undefined ? 'future' : task.getName().replace(/-\\d+/, '');
  const asked = task?.cancelling() ?? 0;
  let state = 'pending';
  if (future.cancelled()) state = 'cancelled';
  else if (future.done()) state = show(future.exception() ?? future.result());
  return \`\${name}:\${state}\${asked > 0 ? \` asked \${asked}\` : ''}\`;
}

function isException(error: unknown): boolean {
  const isBase = error instanceof asyncio.BaseException && !(error instanceof asyncio.Exception);
  return !isBase || error instanceof asyncio.ExceptionGroup;
}

function plain(text: string): string {
  return text.replace(/: <(Task|Future|_Gath).*|(?<=in callback) .*/, '');
}

function onError(_loop: asyncio.EventLoop, context: asyncio.ExceptionContext): void {
  if (/never retrieved|was destroyed/.test(context.message)) return;
  log('handler', context.message, context.exception);
}
`;
