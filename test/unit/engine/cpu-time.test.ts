import { deepStrictEqual } from 'node:assert';
import { CpuTime } from '../../../src/engine/worker/cpu-time';

/** Milliseconds of the processor and of real time that the test moves on, and how often the processor was asked. */
function machine() {
  const state = { cpu: 0, real: 0, asked: 0 };
  const time = new CpuTime(
    () => {
      state.asked++;
      return state.cpu / 1000;
    },
    () => state.real / 1000,
  );
  const pass = (real: number, cpu = real) => {
    state.real += real;
    state.cpu += cpu;
  };
  const worked = (elapsed: number) => Math.round(time.worked(elapsed / 1000) * 1e6) / 1000;
  return { state, time, pass, worked };
}

describe('the time of the processor', () => {
  it('leaves out what the machine gave to others since the mark', () => {
    const { time, pass, worked } = machine();
    pass(100, 60);
    const first = worked(100);
    time.mark();
    pass(50, 20);
    deepStrictEqual([first, worked(50)], [60, 20]);
  });

  it('is never more than what has elapsed', () => {
    const { pass, worked } = machine();
    pass(100, 180);
    deepStrictEqual(worked(100), 100);
  });

  it('is asked for once in a millisecond, and taken to pass between', () => {
    const { state, pass, worked } = machine();
    pass(100, 60);
    const told = [worked(100)];
    // Others have the processor for a while that nobody notices, and for one that is noticed.
    pass(0.5, 0);
    told.push(worked(100.5));
    pass(0.75, 0.25);
    told.push(worked(101.25));
    pass(40, 0);
    told.push(worked(141.25));
    deepStrictEqual(told, [60, 60.5, 60.25, 60.25]);
    // At the beginning, and three times above.
    deepStrictEqual(state.asked, 4);
  });
});
