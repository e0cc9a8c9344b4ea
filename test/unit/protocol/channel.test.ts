import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { Channel, type Transport } from '../../../src/protocol/channel';
import { ProtocolError } from '../../../src/protocol/result';

interface Kitchen {
  readonly requests: {
    readonly 'tea/brew': { readonly params: { readonly cups: number }; readonly result: string };
  };
  readonly notifications: { readonly 'bell/ring': { readonly times: number } };
}
interface Guest {
  readonly requests: Record<never, never>;
  readonly notifications: Record<never, never>;
}

/** Two ends of a wire in one process; messages arrive in the order in which they were sent. */
function wire(): { guest: Transport; kitchen: Transport; cut: () => void; sent: unknown[] } {
  const listeners: [((message: unknown) => void)[], (() => void)[]][] = [
    [[], []],
    [[], []],
  ];
  const sent: unknown[] = [];
  const end = (own: 0 | 1): Transport => ({
    send: (message) => {
      sent.push(message);
      for (const listener of listeners[1 - own]![0]) listener(structuredClone(message));
    },
    onMessage: (listener) => listeners[own]![0].push(listener),
    onClose: (listener) => listeners[own]![1].push(listener),
  });
  const cut = () => {
    for (const [, closed] of listeners) for (const listener of closed) listener();
  };
  return { guest: end(0), kitchen: end(1), cut, sent };
}

type Brew = (params: { readonly cups: number }) => string | Promise<string>;

function setUp(brew: Brew) {
  const { guest, kitchen, cut, sent } = wire();
  const rung: number[] = [];
  new Channel<Kitchen, Guest>(
    kitchen,
    { 'tea/brew': brew },
    { 'bell/ring': ({ times }) => rung.push(times) },
  );
  return { channel: new Channel<Guest, Kitchen>(guest, {}, {}), cut, sent, rung };
}

describe('Channel', () => {
  it('answers requests and passes notifications on', async () => {
    const { channel, rung } = setUp(({ cups }) => `${cups} cups`);
    channel.notify('bell/ring', { times: 2 });
    strictEqual(await channel.request('tea/brew', { cups: 3 }), '3 cups');
    deepStrictEqual(rung, [2]);
  });

  it('passes errors on with their codes, and others under a code of its own', async () => {
    const codes = ['kitchen/closed', 'protocol/failed'];
    const failures = [new ProtocolError('kitchen/closed', 'Come tomorrow.'), new Error('Broken.')];
    const { channel } = setUp(() => {
      throw failures.shift()!;
    });
    for (const [index, message] of ['Come tomorrow.', 'Broken.'].entries()) {
      const code = codes[index];
      await rejects(channel.request('tea/brew', { cups: 1 }), {
        name: 'ProtocolError',
        code,
        message,
      });
    }
  });

  it('says so if nobody answers a method', async () => {
    const { guest, kitchen } = wire();
    new Channel<Guest, Guest>(kitchen, {}, {});
    const channel = new Channel<Guest, Kitchen>(guest, {}, {});
    await rejects(channel.request('tea/brew', { cups: 1 }), { code: 'protocol/unknown-method' });
  });

  it('fails a request that is not answered in time, and ignores the late answer', async () => {
    let answer = (_text: string) => {};
    const { channel } = setUp(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    await rejects(channel.request('tea/brew', { cups: 1 }, 0), {
      code: 'protocol/timeout',
      message: 'No answer to tea/brew within 0 ms.',
    });
    answer('cold');
    await Promise.resolve();
  });

  it('settles what is open when the other side goes, and what is asked afterwards', async () => {
    const { channel, cut, sent } = setUp(() => new Promise(() => {}));
    const open = channel.request('tea/brew', { cups: 1 });
    cut();
    await rejects(open, { code: 'protocol/closed' });
    const before = sent.length;
    await rejects(channel.request('tea/brew', { cups: 2 }), { code: 'protocol/closed' });
    channel.notify('bell/ring', { times: 1 });
    strictEqual(sent.length, before);
  });
});
