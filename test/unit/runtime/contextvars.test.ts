import { deepStrictEqual } from 'node:assert/strict';
import {
  ContextVar,
  type Coroutine,
  copyContext,
  createTask,
  currentTask,
  type EventLoop,
  sleep,
  Token,
} from '../../../src/runtime';
import { runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */
type Note = (entry: unknown) => void;

/** Runs `action` in a context without values. */
function inNewContext(action: () => void): void {
  copyContext().run(action);
}

describe('ContextVar', () => {
  it('has a value, a fallback, a default, or none', () => {
    const variable = new ContextVar<string>('v', { default: 'd' });
    const bare = new ContextVar<number>('n');
    deepStrictEqual(
      [variable.get(), variable.get('f'), bare.get(3), thrown(() => bare.get())],
      ['d', 'f', 3, "LookupError: <ContextVar name='n'>"],
    );
  });

  it('is brought back by a token, once, of its own, and in the same context', () => {
    const variable = new ContextVar<string>('v', { default: 'd' });
    const other = new ContextVar<string>('n');
    inNewContext(() => {
      const first = variable.set('a');
      const second = variable.set('b');
      deepStrictEqual([first.oldValue, second.oldValue], [Token.MISSING, 'a']);
      variable.reset(second);
      deepStrictEqual(variable.get(), 'a');
      deepStrictEqual(
        [
          thrown(() => variable.reset(second)),
          thrown(() => other.reset(first)),
          thrown(() => copyContext().run(() => variable.reset(first))),
        ],
        [
          "RuntimeError: <Token used var=<ContextVar name='v' default='d'>> " +
            'has already been used once',
          "ValueError: <Token var=<ContextVar name='v' default='d'>> " +
            'was created by a different ContextVar',
          "ValueError: <Token var=<ContextVar name='v' default='d'>> " +
            'was created in a different Context',
        ],
      );
      variable.reset(first);
      deepStrictEqual(variable.get(), 'd');
    });
  });

  it('is reset at the end of a with', () => {
    const variable = new ContextVar<string>('v', { default: 'd' });
    const log = runMain(function* (_loop, note) {
      yield* variable.set('with').with(function* () {
        yield* sleep(0);
        note(variable.get());
      });
      note(variable.get());
    });
    deepStrictEqual(log, ['with', 'd']);
  });
});

describe('Context', () => {
  it('is a copy, and what is set in it stays in it', () => {
    const variable = new ContextVar<string>('v', { default: 'd' });
    const bare = new ContextVar<number>('n');
    inNewContext(() => {
      variable.set('a');
      const context = copyContext();
      context.run(() => variable.set('inner'));
      deepStrictEqual(
        [variable.get(), context.get(variable), context.size, [...context], context.has(bare)],
        ['a', 'inner', 1, [variable], false],
      );
      deepStrictEqual([context.get(bare), context.get(bare, 5)], [undefined, 5]);
    });
  });

  it('cannot be entered twice at a time', () => {
    const context = copyContext();
    deepStrictEqual(
      thrown(() => context.run(() => context.run(() => {}))),
      'RuntimeError: cannot enter context: <Context object> is already entered',
    );
    deepStrictEqual(
      context.run(() => 'left'),
      'left',
    );
  });
});

describe('the context of handles and tasks', () => {
  const variable = new ContextVar<string>('v', { default: 'd' });

  function* child(note: Note, name: string): Coroutine<void> {
    note(`${name} ${variable.get()}`);
    variable.set(name);
    yield* sleep(0);
    note(`${name} ${variable.get()}`);
  }

  it('is a copy of the current one at the time of the call', () => {
    const log = runMain(function* (loop, note) {
      variable.set('main');
      const a = createTask(child(note, 'A'));
      variable.set('later');
      const b = createTask(child(note, 'B'));
      loop.callSoon(() => {
        note(`callback ${variable.get()}`);
        variable.set('from callback');
      });
      loop.callSoon(() => note(`second ${variable.get()}`));
      loop.callLater(0.5, () => note(`timer ${variable.get()}`));
      a.addDoneCallback(() => note(`done ${variable.get()}`));
      variable.set('x');
      yield* a;
      yield* b;
      yield* sleep(1);
      note(variable.get());
    });
    deepStrictEqual(log, [
      'A main',
      'B later',
      'callback later',
      'second later',
      'A A',
      'B B',
      'done later',
      'timer later',
      'x',
    ]);
  });

  it('can be given', () => {
    const log = runMain(function* (loop, note) {
      const context = copyContext();
      context.run(() => variable.set('given'));
      const say = (what: string) => note(`${what} ${variable.get()}`);
      loop.callSoon(say, 'soon', { context });
      loop.callSoonThreadsafe(say, 'threadsafe', { context });
      loop.callLater(1, say, 'later', { context });
      loop.callAt(1, say, 'at', { context });
      const future = loop.createFuture();
      future.addDoneCallback(() => say('done'), { context });
      future.setResult(1);
      yield* sleep(2);
      const task = createTask(child(note, 'T'), { context });
      note(task.getContext() === context);
      yield* task;
      note([context.get(variable), variable.get()]);
    });
    deepStrictEqual(log, [
      'soon given',
      'threadsafe given',
      'done given',
      'later given',
      'at given',
      true,
      'T given',
      'T T',
      ['T', 'd'],
    ]);
  });

  it('is shared by an awaited coroutine, and by a task that is given the same', () => {
    const log = runMain(function* (_loop, note) {
      yield* child(note, 'inline');
      note(variable.get());
      yield* createTask(child(note, 'X'), { context: currentTask()!.getContext() });
      note(variable.get());
    });
    deepStrictEqual(log, ['inline d', 'inline inline', 'inline', 'X inline', 'X X', 'X']);
  });

  it('is where the exception handler runs', () => {
    const log = runMain(function* (loop: EventLoop, note) {
      loop.setExceptionHandler(() => note(`handler ${variable.get()}`));
      loop.callSoon(() => {
        variable.set('bad');
        throw new Error('e');
      });
      yield* sleep(0);
    });
    deepStrictEqual(log, ['handler bad']);
  });

  it('is told apart from an object that is an argument', () => {
    const log = runMain(function* (loop, note) {
      loop.callSoon(note, { context: 'not one' });
      yield* sleep(0);
    });
    deepStrictEqual(log, [{ context: 'not one' }]);
  });
});
