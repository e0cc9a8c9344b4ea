import {
  asyncio,
  call,
  type Expression,
  make,
  method,
  name,
  slot,
  value,
} from '../model/expression';
import type { Declaration, FunctionKind, Statement } from '../model/program';
import type { Random } from '../random';
import type { Theme } from './theme';

/** Where a statement is going to stand. */
export interface Scope {
  readonly kind: FunctionKind;
  /**
   * Functions are numbered. One may call, spawn and await only those with a higher number, so that every
   * program ends, and no task waits for itself through others: cancelling such a circle overflows the
   * stack of CPython.
   */
  readonly level: number;
  /** How many blocks there are around it. */
  readonly depth: number;
  /** It stands in a `with`, whose body is a function of its own in TypeScript, so that it cannot yield. */
  readonly isWithin: boolean;
  /** How often it may be executed for one call of its function. */
  readonly times: number;
}

/** Methods that may wake a task. To cancel it before it runs is where primitives are most delicate. */
const WAKING = /^(put_nowait|get_nowait|task_done|release|set|notify|notify_all|set_result)$/;

function wakes(statement: Statement): boolean {
  if (statement.kind !== 'do' || statement.value.kind !== 'call') return false;
  const { callee } = statement.value;
  return callee.kind === 'member' && WAKING.test(callee.name);
}

/** Statements of one function at most, those of the functions that it calls included. */
const FUNCTION_COST = 80;

/** What the makers of statements share while a program is made. */
export class Builder {
  readonly declarations: Declaration[] = [];
  /** The slots of the tasks that the functions speak of, in order. `t2`, `t2b` and `t2c` run `f2`. */
  private readonly tasks: readonly string[];
  private labels = 0;
  private slots = 0;
  private readonly costs = new Map<string, number>();
  private cost = 0;

  constructor(
    readonly random: Random,
    readonly themes: readonly Theme[],
    /** How many coroutine functions there are beside `main`: `f1`, `f2`, … */
    readonly functionCount: number,
    readonly callbackCount: number,
    readonly generatorCount: number,
  ) {
    const numbers = Array.from({ length: functionCount }, (_, index) => index + 1);
    this.tasks = numbers.flatMap((one) =>
      ['', 'b', 'c'].slice(0, random.between(1, 3)).map((copy) => `t${one}${copy}`),
    );
    for (const theme of themes) theme.declare?.(this);
  }

  // --- Names and numbers ---------------------------------------------------------------------------

  label(): number {
    return ++this.labels;
  }

  /** What distinguishes a call from the other calls of its caller. */
  tag(): string {
    return `.${this.label()}`;
  }

  /** A new name of a slot that only one place knows. */
  newSlot(prefix: string): string {
    return `${prefix}${++this.slots}`;
  }

  declare(it: string, what: Expression): void {
    this.declarations.push({ name: it, value: what });
  }

  /** The declared names that begin with `prefix`, as `lock` or `queue`. */
  declared(prefix: string): string[] {
    return this.declarations.map((one) => one.name).filter((one) => one.startsWith(prefix));
  }

  pickDeclared(prefix: string): Expression {
    return name(this.random.pick(this.declared(prefix)));
  }

  /** A text that occurs nowhere else in the program. */
  text(prefix = 'r'): Expression {
    return value(`${prefix}${this.label()}`);
  }

  /** Seconds; halves, so that sums are exact and deadlines often equal. */
  seconds(): Expression {
    return value(this.random.pick([0, 0.5, 1, 1, 1.5, 2, 2, 3]));
  }

  // --- Tasks and futures ---------------------------------------------------------------------------

  /** The slots of the tasks that run functions with a number above `level`. */
  taskSlots(level = 0): string[] {
    return this.tasks.filter((one) => Number.parseInt(one.slice(1), 10) > level);
  }

  /** Any task of the program. */
  anyTask(): Expression {
    return slot(this.random.pick(this.taskSlots()));
  }

  /** A call of a coroutine function above `level`, or a sleep if there is none or it costs too much. */
  coroutine({ level, times }: Scope): Expression {
    if (level >= this.functionCount || this.random.chance(0.3)) return this.sleep();
    const callee = `f${this.random.between(level + 1, this.functionCount)}`;
    const cost = (this.costs.get(callee) ?? 1) * times;
    if (this.cost + cost > FUNCTION_COST) return this.sleep();
    this.cost += cost;
    return { kind: 'invoke', name: callee, tag: this.tag() };
  }

  /** Makes the task of a slot, as `slots["t2"] = asyncio.create_task(f2(...), name="t2")`. */
  spawn(it: string, scope: Scope, by: Expression = asyncio('create_task')): Statement | undefined {
    const callee = it.replace(/[bc]$/, '').replace('t', 'f');
    const cost = (this.costs.get(callee) ?? 1) * scope.times;
    if (this.cost + cost > FUNCTION_COST) return undefined;
    this.cost += cost;
    const coroutine: Expression = { kind: 'invoke', name: callee, tag: `.${it}` };
    return { kind: 'keep', slot: it, value: call(by, [coroutine], { name: value(it) }) };
  }

  sleep(): Expression {
    const args = [this.seconds(), ...(this.random.chance(0.5) ? [this.text()] : [])];
    return call(asyncio('sleep'), args);
  }

  /** Something that can be awaited, and cancelled while it is awaited. */
  awaitable(scope: Scope): Expression {
    const futures = [...this.taskSlots(scope.level), 'u1'];
    if (this.random.chance(0.35)) return slot(this.random.pick(futures));
    const makers = this.themes.flatMap((theme) => theme.awaitables ?? []);
    if (makers.length > 0 && this.random.chance(0.4)) return this.random.pick(makers)(this, scope);
    return this.coroutine(scope);
  }

  awaitables(scope: Scope, low = 1, high = 3): Expression[] {
    return Array.from({ length: this.random.between(low, high) }, () => this.awaitable(scope));
  }

  // --- Statements ----------------------------------------------------------------------------------

  do(what: Expression): Statement {
    return { kind: 'do', label: this.label(), value: what };
  }

  await(what: Expression): Statement {
    return this.do({ kind: 'await', value: what });
  }

  /** `object.method(...)`, logged. */
  ask(of: Expression, what: string, ...args: Expression[]): Statement {
    return this.do(method(of, what, args));
  }

  oops(): Expression {
    return make(name('Oops'), [this.text('e')]);
  }

  /** One to three statements inside of a block. */
  block(scope: Scope, times = 1): Statement[] {
    return this.statements(
      { ...scope, depth: scope.depth + 1, times: scope.times * times },
      this.random.between(1, 3),
    );
  }

  /** The body of a `with`. */
  within(scope: Scope): Statement[] {
    return this.block({ ...scope, isWithin: true });
  }

  statements(scope: Scope, count: number): Statement[] {
    const [basics, ...others] = this.themes;
    // What the program is about comes twice as often as what all programs do.
    const makers = [basics!, ...others, ...others].flatMap((theme) => [
      ...theme.anywhere,
      ...(scope.kind === 'callback' ? [] : theme.inCoroutines),
    ]);
    const statements: Statement[] = [];
    for (let left = count; left > 0; left--) {
      this.cost += scope.times;
      const made = this.random.pick(makers)(this, scope);
      if (made === undefined) continue;
      statements.push(made);
      if (made.kind === 'raise') break;
      if (this.random.chance(wakes(made) ? 0.3 : 0.03)) {
        statements.push(this.ask(this.anyTask(), 'cancel'));
      }
    }
    return statements;
  }

  /** Makes a body with `make`, and notes what one call of the function costs. */
  function(it: string, body: () => Statement[]): Statement[] {
    this.cost = 0;
    const statements = body();
    this.costs.set(it, 1 + this.cost);
    return statements;
  }
}
