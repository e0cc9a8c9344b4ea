import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { WAIT_KINDS } from '../../src/trace/schema';
import type { EngineUnderTest, StartedRun } from './engine';
import { CERTIFICATE, PRIVATE_KEY } from './test-certificate';

/** What every scenario of these tests begins with. */
const PRELUDE = `
import * as asyncio from 'loopscope/asyncio';
const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const port = Number(process.argv[2]);
const certificate = ${JSON.stringify(CERTIFICATE)};
const key = ${JSON.stringify(PRIVATE_KEY)};
const hidden = (error: unknown) => String(error).replace(/(?<=, )\\d{4,5}\\b/g, 'PORT');
async function outcome(coroutine: Promise<unknown>) {
  try {
    return String(await coroutine);
  } catch (error) {
    return hidden(error);
  }
}
`;

/** Starts a TypeScript scenario that finds the port in \`port\`. */
export function startScenario(engine: EngineUnderTest, source: string, port = 0): StartedRun {
  return engine.start(PRELUDE + source, { args: [String(port)] }, 'scenario.ts');
}

/** What a run printed when it is over, line by line; its errors follow. */
export async function printedLines(run: StartedRun): Promise<string[]> {
  const { stdout, stderr } = await run.finished();
  return `${stdout}${stderr}`.split('\n').slice(0, -1);
}

/** What a TypeScript scenario prints. */
export function linesOf(engine: EngineUnderTest, source: string, port?: number) {
  return printedLines(startScenario(engine, source, port));
}

/** The port that a scenario printed as \`port N\`. */
export async function printedPort(run: StartedRun): Promise<number> {
  await run.printed('port ');
  const { trace, timeline } = run;
  const text = timeline.outputs.map((event) => trace.text(trace.b(event))).join('');
  return Number(/port (\d+)/.exec(text)?.[1]);
}

/** What the tasks of a run waited for, each kind once. */
export function waitsOf({ trace }: StartedRun): string[] {
  const kinds = new Set<string>();
  for (let event = 0; event < trace.length; event++) {
    if (trace.kind(event) === 'task.suspended') kinds.add(WAIT_KINDS[trace.a(event)]!);
  }
  return [...kinds];
}

/** A server of Node's own for the time of a test. */
export class NodeServer {
  readonly #sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.#sockets.add(socket));
  }

  static async start(
    onConnection: (socket: Socket) => void,
    server: Server = createServer({ allowHalfOpen: true }),
  ): Promise<NodeServer> {
    const started = new NodeServer(server);
    server.on('connection', (socket: Socket) => socket.on('error', () => {}));
    server.on('connection', onConnection);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return started;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  dispose(): void {
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

/** The servers of a suite's tests: each is gone when its test is over. */
export function useServers(): (...args: Parameters<typeof NodeServer.start>) => Promise<number> {
  const servers: NodeServer[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.dispose();
  });
  return async (...args) => {
    const server = await NodeServer.start(...args);
    servers.push(server);
    return server.port;
  };
}

/** Connects to a server of a scenario. */
export async function connectTo(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  await once(socket, 'connect');
  return socket;
}

/** Everything that comes until the other side ends. */
export async function received(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) text += chunk;
  return text;
}

/** How many bytes come until the other side ends. */
export async function countBytes(socket: Socket): Promise<number> {
  let bytes = 0;
  socket.on('data', (chunk) => {
    bytes += chunk.length;
  });
  await once(socket, 'end');
  return bytes;
}

/** Lets as many clients say each a line; all are connected before the first one asks, and the last one asks first. */
export async function answersToClients(port: number, count: number): Promise<string[]> {
  const sockets = await Promise.all(Array.from({ length: count }, () => connectTo(port)));
  const answers = sockets.map(received);
  for (let client = count - 1; client >= 0; client--) sockets[client]!.end(`client ${client}\n`);
  return Promise.all(answers);
}

/** What a server that greets each client answers to those. */
export function greetings(count: number): string[] {
  return Array.from({ length: count }, (_, client) => `hello client ${client}`);
}

/** Bytes in an order that shows whether some are missing. */
export function numberedBytes(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, index) => index % 251);
}
