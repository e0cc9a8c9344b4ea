// Lets tests inside the extension host drive the browser: one JSON object a line, over loopback.
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * Request `{ id, method, params }`, reply `{ id, result }` or `{ id, error }`. Requests are answered
 * one after the other, as hands would.
 * @param {() => Record<string, (params: object) => Promise<unknown>>} getActions asked at each request,
 * since the window opens only after the driver listens
 * @returns {Promise<{ port: number, stop: () => Promise<void> }>}
 */
export function startDriver(getActions) {
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // Its error is of no use here: a test that loses the connection reports that itself.
    socket.on('error', () => socket.destroy());
    serve(socket, getActions);
  });
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise((done) => server.close(() => done()));
  };
  return new Promise((done, failed) => {
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => done({ port: server.address().port, stop }));
  });
}

function serve(socket, getActions) {
  let last = Promise.resolve();
  const lines = createInterface({ input: socket });
  lines.on('error', () => socket.destroy());
  lines.on('line', (line) => {
    last = last.then(async () => {
      const reply = await answer(JSON.parse(line), getActions());
      if (!socket.destroyed) socket.write(`${JSON.stringify(reply)}\n`);
    });
  });
}

async function answer({ id, method, params }, actions) {
  try {
    const action = actions[method];
    if (!action) throw new Error(`The driver has no method '${method}'.`);
    return { id, result: (await action(params)) ?? null };
  } catch (error) {
    return { id, error: `${error.message}` };
  }
}
