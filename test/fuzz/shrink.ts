import type { Handler, Program, Statement } from './model/program';
import { has, namesIn } from './names';
import { simplerExpressions } from './shrink-expression';

/**
 * Makes a program smaller as long as it `fails` still: takes out functions, statements and blocks, one
 * after the other, until nothing more can be taken out.
 */
export async function shrink(
  program: Program,
  fails: (candidate: Program) => Promise<boolean>,
): Promise<Program> {
  let smallest = program;
  for (;;) {
    const smaller = await firstThatFails(candidates(smallest), fails);
    if (smaller === undefined) return smallest;
    smallest = smaller;
  }
}

async function firstThatFails(
  programs: Iterable<Program>,
  fails: (candidate: Program) => Promise<boolean>,
): Promise<Program | undefined> {
  for (const candidate of programs) {
    if (isComplete(candidate) && (await fails(candidate))) return candidate;
  }
  return undefined;
}

/** Without a name or a `yield` that it needs, a program means something else in each language. */
function isComplete({ functions, declarations }: Program): boolean {
  if (functions.some(({ kind, body }) => kind === 'generator' && !has(body, 'yield'))) return false;
  const known = new Set([...functions, ...declarations].map(({ name }) => name).concat('Oops'));
  const used = namesIn([...functions.map(({ body }) => body), ...declarations]);
  return used.every((one) => known.has(one));
}

/** Programs with one thing less, those that lack most first. */
function* candidates(program: Program): Generator<Program> {
  const { functions, declarations } = program;
  for (const one of functions) {
    if (one.name === 'main') continue;
    yield { ...program, functions: functions.filter((other) => other !== one) };
    const least = lastYields(one.body);
    if (least.length < one.body.length) yield withBody(program, one.name, least);
  }
  for (const one of functions) {
    for (const body of smallerLists(one.body)) yield withBody(program, one.name, body);
  }
  for (const one of declarations) {
    yield { ...program, declarations: declarations.filter((other) => other !== one) };
  }
  if (program.debug) yield { ...program, debug: false };
}

function withBody(program: Program, name: string, body: readonly Statement[]): Program {
  const functions = program.functions.map((one) => (one.name === name ? { ...one, body } : one));
  return { ...program, functions };
}

/** What a body needs at least: an async generator is none without a `yield`. */
function lastYields(body: readonly Statement[]): readonly Statement[] {
  return body.filter((one) => one.kind === 'do' && one.value.kind === 'yield').slice(-1);
}

function* smallerLists(body: readonly Statement[]): Generator<readonly Statement[]> {
  for (let length = body.length >> 1; length > 1; length >>= 1) {
    for (let start = 0; start < body.length; start += length) {
      yield [...body.slice(0, start), ...body.slice(start + length)];
    }
  }
  for (const [index, one] of body.entries()) {
    const before = body.slice(0, index);
    const after = body.slice(index + 1);
    yield [...before, ...after];
    for (const instead of simpler(one)) yield [...before, ...instead, ...after];
  }
}

/** What may stand in place of a statement. */
function* simpler(one: Statement): Generator<readonly Statement[]> {
  switch (one.kind) {
    case 'with':
      yield one.body;
      for (const body of smallerLists(one.body)) yield [{ ...one, body }];
      return;
    case 'repeat':
      yield one.body;
      if (one.times > 1) yield [{ ...one, times: one.times - 1 }];
      for (const body of smallerLists(one.body)) yield [{ ...one, body }];
      return;
    case 'do':
    case 'keep':
      for (const value of simplerExpressions(one.value)) yield [{ ...one, value }];
      return;
    case 'await each':
    case 'async for':
      for (const items of simplerExpressions(one.items)) yield [{ ...one, items }];
      return;
    case 'try':
      yield one.body;
      for (const body of smallerLists(one.body)) yield [{ ...one, body }];
      for (const last of smallerLists(one.last)) yield [{ ...one, last }];
      if (one.handler !== undefined) yield* simplerHandlers(one, one.handler);
      return;
  }
}

function* simplerHandlers(
  one: Statement & { kind: 'try' },
  handler: Handler,
): Generator<readonly Statement[]> {
  if (one.last.length > 0) yield [{ ...one, handler: undefined }];
  if (handler.again) yield [{ ...one, handler: { ...handler, again: false } }];
  for (const body of smallerLists(handler.body)) yield [{ ...one, handler: { ...handler, body } }];
}
