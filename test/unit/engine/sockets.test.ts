import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { connect } from 'node:tls';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createControl, WAKE } from '../../../src/engine/control';
import {
  READ_WINDOW_BYTES,
  type SocketCommand,
  type SocketReport,
} from '../../../src/engine/socket-messages';
import { Sockets } from '../../../src/engine/supervisor/sockets';
import { CERTIFICATE, PRIVATE_KEY } from '../../support/test-certificate';

/** Node reads at most this much at once. */
const CHUNK_BYTES = 64 * 1024;

type ReportOf<T extends SocketReport['type']> = SocketReport & { type: T };

/** The worker's end of the line. */
class Line {
  readonly control = createControl();
  readonly sockets: Sockets;
  readonly reports: SocketReport[] = [];
  readonly #arrivals = new EventEmitter();
  readonly #port: MessagePort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.sockets = new Sockets(port1, this.control, () => {});
    this.#port = port2;
    port2.on('message', (report: SocketReport) => {
      this.reports.push(report);
      this.#arrivals.emit('report');
    });
  }

  send(command: SocketCommand): void {
    this.#port.postMessage(command);
  }

  /** The first report of this type about this number. */
  async report<T extends SocketReport['type']>(type: T, id: number): Promise<ReportOf<T>> {
    for (;;) {
      const found = this.reports.find((one) => one.type === type && one.id === id);
      if (found !== undefined) return found as ReportOf<T>;
      await once(this.#arrivals, 'report');
    }
  }

  /** Bytes of data that have come. */
  get bytes(): number {
    const data = this.reports.filter((one) => one.type === 'data');
    return data.reduce((sum, one) => sum + one.data.length, 0);
  }

  /** Settles when this many bytes have come. */
  async hasBytes(count: number): Promise<void> {
    while (this.bytes < count) await once(this.#arrivals, 'report');
  }

  close(): void {
    this.sockets.dispose();
    this.#port.close();
  }
}

describe('the sockets that the supervisor owns', () => {
  let line: Line;
  let server: Server;
  let peers: Socket[];

  beforeEach(async () => {
    line = new Line();
    peers = [];
    server = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('error', () => {});
      peers.push(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    line.close();
    server.close();
    for (const peer of peers) peer.destroy();
  });

  async function connected(id: number): Promise<Socket> {
    const { port } = server.address() as AddressInfo;
    const accepted = once(server, 'connection');
    const to = { family: 4, host: '127.0.0.1', port } as const;
    line.send({ type: 'connect', id, to, from: undefined });
    await line.report('opened', id);
    await accepted;
    return peers.at(-1)!;
  }

  it('read no further than a window ahead of the program', async () => {
    const total = 4 * 1024 * 1024;
    const peer = await connected(1);
    peer.write(new Uint8Array(total));
    await line.hasBytes(READ_WINDOW_BYTES);
    // Answers that go the same way show that nothing more was on it.
    for (let id = 2; id < 12; id++) {
      line.send({ type: 'lookup', id, host: undefined, port: 1, isForListening: false });
      await line.report('found', id);
    }
    const ahead = line.bytes;
    ok(ahead < READ_WINDOW_BYTES + CHUNK_BYTES, `${ahead} bytes came.`);
    for (let taken = 0; line.bytes < total; ) {
      const { length } = line.reports.filter(({ type }) => type === 'data');
      line.send({ type: 'taken', id: 1, chunks: length - taken });
      taken = length;
      await line.hasBytes(line.bytes + 1);
    }
    strictEqual(line.bytes, total);
  });

  it('wake the worker for each report', async () => {
    line.send({ type: 'lookup', id: 1, host: undefined, port: 80, isForListening: true });
    deepStrictEqual(
      [await line.report('found', 1), Atomics.load(line.control.cells, WAKE)],
      [
        {
          type: 'found',
          id: 1,
          answer: [
            { family: 4, host: '0.0.0.0', port: 80 },
            { family: 6, host: '::', port: 80 },
          ],
        },
        1,
      ],
    );
  });

  it('report what cannot be done, and what they do not know they pass over', async () => {
    line.send({ type: 'write', id: 7, data: new Uint8Array(1) });
    line.send({ type: 'close', id: 8 });
    const to = { family: 4, host: '127.0.0.1', port: 123456 } as const;
    line.send({ type: 'connect', id: 9, to, from: undefined });
    await line.report('closed', 9);
    deepStrictEqual(
      line.reports.map((one) => [one.type, one.id, one.type === 'closed' && one.failure?.code]),
      [['closed', 9, 'ERR_SOCKET_BAD_PORT']],
    );
  });

  it('give what the program had not taken to TLS', async () => {
    const at = { family: 4, host: '127.0.0.1', port: 0 } as const;
    line.send({ type: 'listen', id: 1, at, options: { backlog: 1, reusePort: false } });
    const { port } = (await line.report('opened', 1)).local;
    const client = connect({ port, host: '127.0.0.1', ca: CERTIFICATE, servername: 'localhost' });
    const id = (await line.report('accepted', 1)).connection;
    // The greeting of TLS is here, as data that nobody took.
    await line.report('data', id);
    const settings = { certificate: CERTIFICATE, key: PRIVATE_KEY, verify: false };
    line.send({ type: 'secure', id, settings, isServer: true });
    await once(client, 'secureConnect');
    const { session } = await line.report('secured', id);
    line.send({ type: 'write', id, data: new TextEncoder().encode('secret') });
    line.send({ type: 'close', id });
    let text = '';
    for await (const chunk of client) text += chunk;
    deepStrictEqual([session.version, text], ['TLSv1.3', 'secret']);
  });

  it('carry out what was asked before the run ended, and close', async () => {
    const peer = await connected(1);
    line.send({ type: 'write', id: 1, data: new TextEncoder().encode('last words') });
    line.sockets.dispose();
    let text = '';
    for await (const chunk of peer) text += chunk;
    strictEqual(text, 'last words');
  });
});
