import { startScenario } from '../socket-scenarios';
import type { SocketPrograms } from './programs';

export const TYPESCRIPT_PROGRAMS: SocketPrograms = {
  language: 'TypeScript',
  start: startScenario,
  yes: 'true',
  halfClosed: `
async function main() {
  const [reader, writer] = await asyncio.openConnection('127.0.0.1', port);
  writer.write(encode('all of it'));
  writer.writeEof();
  console.log(decode(await reader.read()));
  writer.close();
}
asyncio.run(main());
`,
  ticking: `
async function tick(writer) {
  for (let count = 0; count < 3; count++) {
    writer.write(encode('tick'));
    await asyncio.sleep(0.01);
  }
}
async function main() {
  const [reader, writer] = await asyncio.openConnection('127.0.0.1', port);
  const ticking = asyncio.createTask(tick(writer));
  console.log(decode(await reader.read()));
  ticking.cancel();
  writer.close();
}
asyncio.run(main());
`,
  refused: (free) => `
async function main() {
  console.log(await outcome(asyncio.openConnection('127.0.0.1', ${free})));
  console.log(await outcome(asyncio.openConnection('a..b', 80)));
  console.log(await outcome(asyncio.startServer(() => {}, '127.0.0.1', port)));
  console.log(await outcome(asyncio.startServer(() => {}, '192.0.2.1', 0)));
  console.log(await outcome(asyncio.openConnection('127.0.0.1', 70000)));
  console.log(await outcome(asyncio.openConnection('127.0.0.1', 'no such service')));
  console.log(await outcome(asyncio.openConnection()));
  console.log(await outcome(asyncio.startServer(() => {})));
  console.log(await outcome(asyncio.openConnection('127.0.0.1', 80, { serverHostname: 'x' })));
  console.log(await outcome(asyncio.startServer(() => {}, '127.0.0.1', 0, { ssl: true })));
}
asyncio.run(main());
`,
  reset: `
async function main() {
  let [reader, writer] = await asyncio.openConnection('127.0.0.1', port);
  writer.write(encode('go away'));
  console.log(await outcome(reader.read()));
  console.log(await outcome(writer.drain()));
  console.log(writer.isClosing(), await outcome(writer.waitClosed()));
  [reader, writer] = await asyncio.openConnection('127.0.0.1', port);
  writer.write(encode('hello'));
  console.log(await outcome(reader.readexactly(100)));
  writer.close();
}
asyncio.run(main());
`,
  draining: `
async function main() {
  const [, writer] = await asyncio.openConnection('127.0.0.1', port);
  const piece = new Uint8Array(1024 * 1024);
  let isBlocked = false;
  let count = 0;
  while (!isBlocked) {
    writer.write(piece);
    count++;
    // As long as the other side takes nothing, the buffers fill up, and one drain never ends.
    const drain = asyncio.createTask(writer.drain());
    const [done] = await asyncio.wait([drain], { timeout: 0.2 });
    if (done.size === 0) {
      isBlocked = true;
      console.log('blocked');
      await drain;
      console.log('drained');
    }
  }
  console.log('sent', count, 'MiB');
  writer.close();
  await writer.waitClosed();
}
asyncio.run(main());
`,
  reading: `
async function main() {
  const [reader, writer] = await asyncio.openConnection('127.0.0.1', port);
  let count = 0;
  let isRight = true;
  for (;;) {
    const piece = await reader.read(100_000);
    if (piece.length === 0) break;
    isRight &&= piece.every((byte, index) => byte === (count + index) % 251);
    count += piece.length;
  }
  console.log(count, isRight);
  writer.close();
}
asyncio.run(main());
`,
  leaving: (bytes) => `
async function main() {
  const [, writer] = await asyncio.openConnection('127.0.0.1', port);
  writer.write(new Uint8Array(${bytes}).fill(97));
}
asyncio.run(main());
`,
  arriving: 16 * 1024 * 1024,
  greeting: `
let served = 0;
async function greet(reader, writer) {
  const name = decode(await reader.readline()).trim();
  writer.write(encode('hello ' + name));
  await writer.drain();
  writer.close();
  served++;
}
async function main() {
  const server = await asyncio.startServer(greet, '127.0.0.1', 0);
  console.log('port', server.sockets[0].getsockname()[1]);
  while (served < 20) await asyncio.sleep(0.005);
  server.close();
  await server.waitClosed();
  console.log('served', served);
}
asyncio.run(main());
`,
  waiting: `
async function main() {
  const server = await asyncio.startServer(() => console.log('a client'), '127.0.0.1', 0);
  console.log('port', server.sockets[0].getsockname()[1]);
  await server.serveForever();
}
asyncio.run(main());
`,
};
