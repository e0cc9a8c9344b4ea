import type { Expression } from '../model/expression';
import type { Handler, Program, ProgramFunction, Statement } from '../model/program';
import PRELUDE from './prelude.py';
import { SourceWriter } from './source-writer';

const CATCHES: Readonly<Record<Handler['takes'], string>> = {
  CancelledError: 'asyncio.CancelledError',
  TimeoutError: 'asyncio.TimeoutError',
  Oops: 'Oops',
  Exception: 'Exception',
  BaseException: 'BaseException',
};

/** The program as a Python source, which any CPython with a new enough asyncio runs. */
export function renderPython(program: Program): string {
  return new PythonPrinter().program(program);
}

class PythonPrinter {
  private readonly out = new SourceWriter('    ');

  program({ declarations, functions, debug }: Program): string {
    this.out.line(PRELUDE);
    for (const { name, value } of declarations) this.out.line(`${name} = ${expression(value)}`);
    for (const one of functions) this.function(one);
    this.out.line('');
    this.out.line(`asyncio.run(main("main")${debug ? ', debug=True' : ''})`);
    return this.out.toString();
  }

  private function({ name, kind, body }: ProgramFunction): void {
    this.out.line('');
    this.out.line('');
    if (kind === 'callback') {
      this.out.block(`def ${name}(*args):`, () => {
        this.out.line(`me = "${name}"`);
        this.out.line('log(me, *args)');
        this.all(body);
      });
      return;
    }
    this.out.block(`async def ${name}(me):`, () => {
      if (name === 'main')
        this.out.line(`asyncio.get_running_loop().set_exception_handler(on_error)`);
      this.out.line('log(me, "begins")');
      this.out.block('try:', () => this.suite(body));
      if (kind === 'generator') {
        this.out.block('finally:', () => this.out.line('log(me, "ends")'));
        return;
      }
      this.out.block('except BaseException as error:', () => {
        this.out.line('log(me, "raises", error)');
        this.out.line('raise');
      });
    });
  }

  private suite(body: readonly Statement[]): void {
    if (body.length === 0) this.out.line('pass');
    else this.all(body);
  }

  private all(body: readonly Statement[]): void {
    for (const one of body) this.statement(one);
  }

  private statement(one: Statement): void {
    const { out } = this;
    switch (one.kind) {
      case 'do':
        out.line(log(one.label, expression(one.value)));
        break;
      case 'keep':
        out.line(`slots["${one.slot}"] = ${expression(one.value)}`);
        break;
      case 'raise':
        out.line(`raise ${expression(one.error)}`);
        break;
      case 'return':
        out.line(`return ${expression(one.value)}`);
        break;
      case 'repeat':
        out.block(`for _ in range(${one.times}):`, () => this.suite(one.body));
        break;
      case 'await each':
        out.block(`for each in ${expression(one.items)}:`, () =>
          out.line(log(one.label, 'await each')),
        );
        break;
      case 'async for':
        out.block(`async for each in ${expression(one.items)}:`, () =>
          out.line(log(one.label, 'each')),
        );
        break;
      case 'with':
        this.with(one);
        break;
      case 'try':
        this.try(one);
        break;
    }
  }

  private with({ label, manager, slot, body }: Statement & { kind: 'with' }): void {
    const { out } = this;
    const as = slot === undefined ? '' : ' as it';
    out.block(`async with ${expression(manager)}${as}:`, () => {
      if (slot !== undefined) out.line(`slots["${slot}"] = it`);
      out.line(log(label, '"inside"'));
      this.all(body);
    });
    out.line(log(label, '"outside"'));
  }

  private try({ label, body, handler, last }: Statement & { kind: 'try' }): void {
    const { out } = this;
    out.block('try:', () => this.suite(body));
    if (handler !== undefined) {
      out.block(`except ${CATCHES[handler.takes]} as error:`, () => {
        out.line(log(label, '"catches"', 'error'));
        this.all(handler.body);
        if (handler.again) out.line('raise');
      });
    }
    if (handler === undefined || last.length > 0) {
      out.block('finally:', () => {
        out.line(log(label, '"finally"'));
        this.all(last);
      });
    }
  }
}

function log(label: number, ...parts: string[]): string {
  return `log(me, "${label}", ${parts.join(', ')})`;
}

function expression(one: Expression): string {
  switch (one.kind) {
    case 'value':
      return literal(one.value);
    case 'name':
    case 'builtin':
      return one.name;
    case 'slot':
      return `slot("${one.slot}")`;
    case 'asyncio':
      return `asyncio.${one.name}`;
    case 'contextvars':
      return `contextvars.${one.name}`;
    case 'running loop':
      return 'asyncio.get_running_loop()';
    case 'member':
      return `${expression(one.of)}.${one.name}`;
    case 'call':
      return `${expression(one.callee)}(${callArguments(one)})`;
    case 'new':
      return `${expression(one.type)}(${callArguments(one)})`;
    case 'invoke':
      return `${one.name}(me + "${one.tag}")`;
    case 'await':
      return `await ${expression(one.value)}`;
    case 'list':
      return `[${one.items.map(expression).join(', ')}]`;
    case 'plus':
      return `${expression(one.left)} + ${expression(one.right)}`;
    case 'lambda':
      return `lambda: ${expression(one.value)}`;
    case 'yield':
      return `(yield ${expression(one.value)})`;
  }
}

function callArguments({
  args,
  options,
}: {
  args: readonly Expression[];
  options: Readonly<Record<string, Expression>>;
}): string {
  const named = Object.entries(options).map(([key, it]) => `${key}=${expression(it)}`);
  return [...args.map(expression), ...named].join(', ');
}

function literal(value: string | number | boolean | null): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value);
}
