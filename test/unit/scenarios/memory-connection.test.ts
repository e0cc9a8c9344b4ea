import { deepStrictEqual } from 'node:assert/strict';
import { MemoryConnection } from '../../../src/scenarios/python/memory-connection';

const KIB = 1024;

describe('MemoryConnection', () => {
  function pair() {
    const [one, other] = MemoryConnection.pair();
    const log: string[] = [];
    for (const [name, end] of Object.entries({ one, other })) {
      end.listener = {
        readable: () => log.push(`${name} can read`),
        sent: () => log.push(`${name} can write`),
        closed: (failure) => log.push(`${name} failed: ${failure?.code}`),
      };
    }
    return { one, other, log };
  }

  const bytes = (text: string) => new TextEncoder().encode(text);
  const text = (data: Uint8Array | undefined) => data && new TextDecoder().decode(data);

  it('carries bytes in pieces as small as the reader likes', () => {
    const { one, other, log } = pair();
    one.write(bytes('hello'));
    one.write(bytes('world'));
    const pieces = [2, 10, 10, 10].map((limit) => text(other.read(limit)));
    deepStrictEqual(
      [pieces, log],
      [
        ['he', 'llo', 'world', undefined],
        ['other can read', 'other can read', 'one can write', 'one can write', 'one can write'],
      ],
    );
  });

  it('has room until the other side takes something', () => {
    const { one, other } = pair();
    const rooms = [one.room];
    one.write(new Uint8Array(200 * KIB));
    rooms.push(one.room);
    one.write(new Uint8Array(8 * KIB));
    rooms.push(one.room, other.room);
    other.read(100 * KIB);
    rooms.push(one.room);
    deepStrictEqual(
      rooms.map((room) => room / KIB),
      [208, 8, 0, 208, 100],
    );
  });

  it('ends on one side, and breaks when the other side is closed', () => {
    const { one, other, log } = pair();
    one.write(bytes('last'));
    one.end();
    const read = [text(other.read()), text(other.read()), text(other.read()), text(one.read())];
    one.close();
    other.write(bytes('too late'));
    deepStrictEqual(
      [read, log.slice(-2), [one.isClosed, other.isClosed]],
      [
        ['last', '', '', undefined],
        ['other can read', 'other failed: EPIPE'],
        [true, false],
      ],
    );
  });
});
