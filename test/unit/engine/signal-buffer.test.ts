import { deepStrictEqual } from 'node:assert/strict';
import { createControl, INTERRUPT_SIGNAL, SIGNAL } from '../../../src/engine/control';
import { SignalBuffer } from '../../../src/engine/worker/signal-buffer';
import { withOpenGate } from '../../../src/scenarios/python/signal-gate';

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

  it('keeps what arrives while it is shut until it is open', () => {
    const control = createControl();
    const buffer = new SignalBuffer(control);
    const looks: number[] = [];
    const look = () => {
      looks.push(buffer[0]);
      buffer[0] = 0;
    };
    buffer.isShut = true;
    Atomics.store(control.cells, SIGNAL, INTERRUPT_SIGNAL);
    look();
    withOpenGate(buffer, look);
    Atomics.store(control.cells, SIGNAL, SAMPLE_SIGNAL);
    look();
    deepStrictEqual([...looks, buffer.isShut], [0, INTERRUPT_SIGNAL, 0, true]);
  });
});
