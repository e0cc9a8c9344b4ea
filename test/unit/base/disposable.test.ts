import { deepStrictEqual, throws } from 'node:assert/strict';
import {
  Disposable,
  DisposableStore,
  findLeaks,
  startTrackingLeaks,
  toDisposable,
} from '../../../src/base/disposable';

class Owner extends Disposable {
  constructor(readonly log: string[]) {
    super();
    for (const name of ['first', 'second']) this.own(name);
  }

  own(name: string): void {
    this._register(toDisposable(() => this.log.push(name)));
  }
}

describe('Disposable', () => {
  it('ends what it owns once, in the order of registration, and late additions at once', () => {
    const log: string[] = [];
    const owner = new Owner(log);
    owner.dispose();
    owner.dispose();
    owner.own('late');
    deepStrictEqual([log, owner.isDisposed], [['first', 'second', 'late'], true]);
  });

  it('ends all of a store although one throws, and throws the first error', () => {
    const log: string[] = [];
    const store = new DisposableStore();
    for (const name of ['a', 'b']) {
      store.add({
        dispose: () => {
          log.push(name);
          throw new Error(name);
        },
      });
    }
    throws(() => store.dispose(), new Error('a'));
    deepStrictEqual(log, ['a', 'b']);
  });

  it('can clear a store that stays in use', () => {
    const log: string[] = [];
    const store = new DisposableStore();
    store.add(toDisposable(() => log.push('a')));
    store.clear();
    store.add(toDisposable(() => log.push('b')));
    deepStrictEqual([log, store.isDisposed], [['a'], false]);
    store.dispose();
    deepStrictEqual(log, ['a', 'b']);
  });
});

describe('leaks', () => {
  it('are the disposables that were created and not disposed', () => {
    let kept: Owner | undefined;
    const leaks = findLeaks(() => {
      new Owner([]).dispose();
      kept = new Owner([]);
    });
    // The store of `kept` and the two disposables in it.
    deepStrictEqual(leaks.length, 3);
    kept?.dispose();
  });

  it('can be tracked between two calls', () => {
    const stop = startTrackingLeaks();
    const store = new DisposableStore();
    toDisposable(() => {}).dispose();
    const leaks = stop();
    new DisposableStore();
    deepStrictEqual([leaks.length, leaks[0] === store, stop().length], [1, true, 1]);
  });
});
