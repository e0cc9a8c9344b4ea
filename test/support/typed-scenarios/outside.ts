import * as asyncio from 'loopscope/asyncio';
import * as time from 'loopscope/time';

function download(name: string): Uint8Array {
  time.sleep(1);
  return new Uint8Array(name.length);
}

async function executors(): Promise<void> {
  const bytes: Uint8Array = await asyncio.toThread(download, 'tea.txt');
  const loop = asyncio.getRunningLoop();
  const pool = new asyncio.ThreadPoolExecutor({ maxWorkers: 2, threadNamePrefix: 'kitchen' });
  const more: Uint8Array = await loop.runInExecutor(pool, download, 'more.txt');
  const job: asyncio.ConcurrentFuture<Uint8Array> = pool.submit(download, 'job.txt');
  const awaited: Uint8Array = await asyncio.wrapFuture(job);
  const lengths: number[] = [...pool.map((name: string) => name.length, ['a', 'b'])];
  pool.shutdown({ wait: false, cancelFutures: true });
  const processes = new asyncio.ProcessPoolExecutor(2);
  const sum: number = await processes.with(async (executor) => {
    return await loop.runInExecutor(executor, (a: number, b: number) => a + b, 1, 2);
  });
  console.log(bytes.length, more.length, awaited.length, lengths, sum);
}

async function serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter): Promise<void> {
  for await (const line of reader) {
    writer.write(line);
    await writer.drain();
  }
  writer.close();
  await writer.waitClosed();
}

async function streams(): Promise<void> {
  const server = await asyncio.startServer(serve, '127.0.0.1', 0);
  await server.with(async (running) => await talk(running.sockets[0]?.getsockname()[1]));
}

async function talk(port: number | undefined): Promise<void> {
  const [reader, writer] = await asyncio.openConnection('127.0.0.1', port, { limit: 1024 });
  writer.write(new TextEncoder().encode('tea\n'));
  try {
    const text: string = new TextDecoder().decode(await reader.readexactly(4));
    console.log(text, reader.atEof(), writer.getExtraInfo('missing', 'nothing'));
  } catch (error) {
    if (!(error instanceof asyncio.IncompleteReadError)) throw error;
    console.log(error.partial.length, error.expected);
  } finally {
    writer.close();
    await writer.waitClosed();
  }
}

async function graphs(): Promise<void> {
  const graph: asyncio.FutureCallGraph | undefined = asyncio.captureCallGraph();
  const text: string = asyncio.formatCallGraph(graph?.future, { limit: 3 });
  asyncio.printCallGraph(undefined, { depth: 2 });
  console.log(text, graph?.awaitedBy.length);
}

for (const main of [executors, streams, graphs]) asyncio.run(main());
