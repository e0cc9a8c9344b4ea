import type { Expression } from '../model/expression';
import type { Handler, Program, ProgramFunction, Statement } from '../model/program';
import { SourceWriter } from './source-writer';
import { TYPESCRIPT_PRELUDE } from './typescript-prelude';

const CATCHES: Readonly<Record<Handler['takes'], string>> = {
  CancelledError: 'error instanceof asyncio.CancelledError',
  TimeoutError: 'error instanceof asyncio.TimeoutError',
  Oops: 'error instanceof Oops',
  Exception: 'isException(error)',
  BaseException: 'true',
};

/** The program as a TypeScript scenario. */
export function renderTypeScript(program: Program): string {
  return new TypeScriptPrinter().program(program);
}

class TypeScriptPrinter {
  private readonly out = new SourceWriter('  ');

  program({ declarations, functions, debug }: Program): string {
    this.out.line(TYPESCRIPT_PRELUDE);
    for (const { name, value } of declarations) {
      this.out.line(`const ${name} = ${expression(value)};`);
    }
    for (const one of functions) this.function(one);
    this.out.line('');
    this.out.line(`asyncio.run(main('main')${debug ? ', { debug: true }' : ''});`);
    return this.out.toString();
  }

  private function({ name, kind, body }: ProgramFunction): void {
    this.out.line('');
    if (kind === 'callback') {
      this.block(`function ${name}(...args: unknown[])`, () => {
        this.out.line(`const me = '${name}';`);
        this.out.line('log(me, ...args);');
        this.all(body);
      });
      return;
    }
    const head = kind === 'generator' ? 'async function*' : 'async function';
    this.block(`${head} ${name}(me: string)`, () => {
      if (name === 'main') this.out.line('asyncio.getRunningLoop().setExceptionHandler(onError);');
      this.out.line("log(me, 'begins');");
      this.block('try', () => this.all(body));
      if (kind === 'generator') {
        this.block('finally', () => this.out.line("log(me, 'ends');"));
        return;
      }
      this.block('catch (error)', () => {
        this.out.line("log(me, 'raises', error);");
        this.out.line('throw error;');
      });
    });
  }

  private block(head: string, body: () => void, end = '}'): void {
    this.out.block(`${head} {`, body);
    this.out.line(end);
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
        out.line(`slots.set('${one.slot}', ${expression(one.value)});`);
        break;
      case 'raise':
        out.line(`throw ${expression(one.error)};`);
        break;
      case 'return':
        out.line(`return ${expression(one.value)};`);
        break;
      case 'repeat':
        this.block(`for (let i = 0; i < ${one.times}; i++)`, () => this.all(one.body));
        break;
      case 'await each':
        this.block(`for (const each of ${expression(one.items)})`, () =>
          out.line(log(one.label, 'await each')),
        );
        break;
      case 'async for':
        this.block(`for await (const each of ${expression(one.items)})`, () =>
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
    const head = `await ${member(manager)}.with(async (${slot === undefined ? '' : 'it'}) =>`;
    this.block(
      head,
      () => {
        if (slot !== undefined) out.line(`slots.set('${slot}', it);`);
        out.line(log(label, "'inside'"));
        this.all(body);
      },
      '});',
    );
    out.line(log(label, "'outside'"));
  }

  private try({ label, body, handler, last }: Statement & { kind: 'try' }): void {
    const { out } = this;
    this.block('try', () => this.all(body));
    if (handler !== undefined) {
      this.block('catch (error)', () => {
        if (handler.takes !== 'BaseException') {
          out.line(`if (!(${CATCHES[handler.takes]})) throw error;`);
        }
        out.line(log(label, "'catches'", 'error'));
        this.all(handler.body);
        if (handler.again) out.line('throw error;');
      });
    }
    if (handler === undefined || last.length > 0) {
      this.block('finally', () => {
        out.line(log(label, "'finally'"));
        this.all(last);
      });
    }
  }
}

function log(label: number, ...parts: string[]): string {
  return `log(me, '${label}', ${parts.join(', ')});`;
}

function expression(one: Expression): string {
  switch (one.kind) {
    case 'value':
      return literal(one.value);
    case 'name':
      return one.name;
    case 'slot':
      return `slot('${one.slot}')`;
    case 'asyncio':
    case 'builtin':
    case 'contextvars':
      return `asyncio.${camel(one.name)}`;
    case 'running loop':
      return 'asyncio.getRunningLoop()';
    case 'member':
      return `${member(one.of)}.${camel(one.name)}`;
    case 'call':
      return `${expression(one.callee)}(${callArguments(one)})`;
    case 'new':
      return `new ${expression(one.type)}(${callArguments(one)})`;
    case 'invoke':
      return `${one.name}(me + '${one.tag}')`;
    case 'await':
      return `await ${expression(one.value)}`;
    case 'list':
      return `[${one.items.map(expression).join(', ')}]`;
    case 'plus':
      return `${expression(one.left)} + ${expression(one.right)}`;
    case 'lambda':
      return `() => ${expression(one.value)}`;
    case 'yield':
      return `(yield ${expression(one.value)})`;
  }
}

/** What stands before a dot. */
function member(of: Expression): string {
  return of.kind === 'new' ? `(${expression(of)})` : expression(of);
}

function callArguments({
  args,
  options,
}: {
  args: readonly Expression[];
  options: Readonly<Record<string, Expression>>;
}): string {
  const named = Object.entries(options).map(([key, it]) => `${camel(key)}: ${expression(it)}`);
  const last = named.length === 0 ? [] : [`{ ${named.join(', ')} }`];
  return [...args.map(expression), ...last].join(', ');
}

/** `call_soon` → `callSoon`, `__anext__` → `anext`. Constants and classes stay as they are. */
function camel(name: string): string {
  if (name.startsWith('__')) return name.slice(2, -2);
  if (name === name.toUpperCase()) return name;
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function literal(value: string | number | boolean | null): string {
  if (value === null) return 'undefined';
  return typeof value === 'string' ? `'${value}'` : String(value);
}
