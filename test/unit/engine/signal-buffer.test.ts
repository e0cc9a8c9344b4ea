import { deepStrictEqual } from 'node:assert/strict';
import { createControl, INTERRUPT_SIGNAL, SIGNAL } from '../../../src/engine/control';
import { SignalBuffer } from '../../../src/engine/worker/signal-buffer';

const SAMPLE_SIGNAL = 27;

/** What an interpreter sees in two looks, between whose reading and writing a signal arrives. */
function lookTwice(before: number, between: number): number[] {
  const control = createControl();
  const buffer = new SignalBuffer(control);
  const look = (meanwhile: () => void) => {
    const signal = buffer[0];
    meanwhile();
    buffer[0] = 0;
    return signal;
  };
  const arrive = (signal: number) => {
    if (signal !== 0) Atomics.store(control.cells, SIGNAL, signal);
  };
  arrive(before);
  return [look(() => arrive(between)), look(() => {}), look(() => {})];
}

describe('The memory in which an interpreter looks for signals', () => {
  it('gives each signal once', () => {
    deepStrictEqual(lookTwice(INTERRUPT_SIGNAL, 0), [INTERRUPT_SIGNAL, 0, 0]);
  });

  it('keeps a signal that arrives between the reading and the writing of nothing', () => {
    deepStrictEqual(lookTwice(0, INTERRUPT_SIGNAL), [0, INTERRUPT_SIGNAL, 0]);
  });

  it('keeps a signal that arrives while another one is taken', () => {
    deepStrictEqual(lookTwice(SAMPLE_SIGNAL, INTERRUPT_SIGNAL), [
      SAMPLE_SIGNAL,
      INTERRUPT_SIGNAL,
      0,
    ]);
  });
});
