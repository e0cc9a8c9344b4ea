import { deepStrictEqual, throws } from 'node:assert/strict';
import { assertThat, InternalError } from '../../../src/base/assert';
import { Emitter } from '../../../src/base/emitter';

describe('Emitter', () => {
  it('tells its listeners in order, until they leave', () => {
    const log: string[] = [];
    const emitter = new Emitter<number>();
    const first = emitter.event((value) => log.push(`first ${value}`));
    const same = (value: number) => log.push(`same ${value}`);
    emitter.event(same);
    emitter.event(same).dispose();
    emitter.fire(1);
    first.dispose();
    emitter.fire(2);
    emitter.dispose();
    emitter.event(same);
    emitter.fire(3);
    deepStrictEqual([log, emitter.hasListeners], [['first 1', 'same 1', 'same 2'], false]);
  });

  it('tells all although one throws, and tells a new one from the next time on', () => {
    const log: string[] = [];
    const emitter = new Emitter<number>();
    emitter.event(() => {
      emitter.event((value) => log.push(`new ${value}`));
      throw new Error('first');
    });
    emitter.event((value) => log.push(`second ${value}`));
    throws(() => emitter.fire(1), new Error('first'));
    throws(() => emitter.fire(2), new Error('first'));
    deepStrictEqual(log, ['second 1', 'second 2', 'new 2']);
  });
});

describe('assertions', () => {
  it('throw an error that is nobody else’s', () => {
    assertThat(true, 'never');
    throws(() => assertThat(false, 'The heap is empty.'), new InternalError('The heap is empty.'));
    deepStrictEqual(
      String(new InternalError('It broke.')),
      'InternalError: Internal error in Loopscope: It broke. Please report this.',
    );
  });
});
