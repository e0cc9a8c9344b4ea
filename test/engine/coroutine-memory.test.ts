import { deepStrictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { CoroutineMemory } from '../../src/scenarios/python/coroutine-memory';
import { type Interpreter, startInterpreter } from '../../src/scenarios/python/interpreter';
import { BUNDLE_FOLDER } from '../support/engine';

const PROGRAM = `
import asyncio, json
async def outer(event): await inner(event)
async def inner(event): await event.wait()
async def short(): pass
event = asyncio.Event()
loop = asyncio.new_event_loop()
asyncio.events._set_running_loop(loop)
begun, fresh, over = outer(event), outer(event), short()
future = begun.send(None)
try: over.send(None)
except StopIteration: pass
asyncio.events._set_running_loop(None)
json.dumps({
    'codes': [id(one.__code__) for one in (outer, inner, asyncio.Event.wait, short)],
    'instructions': [one.cr_frame.f_lasti for one in (begun, begun.cr_await)],
    'begun': id(begun), 'fresh': id(fresh), 'over': id(over), 'waiting': id(begun.cr_await.cr_await),
    'event': id(event), 'future': id(future),
})`;

const USER = -1;
const EVENT = 8;

interface Addresses {
  readonly codes: readonly [number, number, number, number];
  readonly instructions: readonly [number, number];
  readonly begun: number;
  readonly fresh: number;
  readonly over: number;
  readonly waiting: number;
  readonly event: number;
  readonly future: number;
}

describe('the memory of coroutines', () => {
  let interpreter: Interpreter;
  let at: Addresses;

  before(async () => {
    interpreter = await startInterpreter(join(BUNDLE_FOLDER, 'pyodide'), undefined);
    at = JSON.parse(String(interpreter.runPython(PROGRAM)));
  });

  it('says where a task stands, what it waits for, and whose method waits', () => {
    const memory = new CoroutineMemory(interpreter._module);
    const { codes, instructions } = at;
    memory.learnCode(codes[0], USER);
    memory.learnCode(codes[1], USER);
    memory.learnCode(codes[2], EVENT);
    memory.learnPosition(codes[0], instructions[0], 11);
    memory.learnPosition(codes[1], instructions[1], 12);
    deepStrictEqual(memory.placeOf(at.begun), { position: 12, wait: EVENT, subject: at.event });
    deepStrictEqual(memory.subjectOf(at.waiting), at.event);
  });

  it('does not know what it has not been told, and what does not await a coroutine', () => {
    const memory = new CoroutineMemory(interpreter._module);
    const { codes, instructions } = at;
    const unknownCode = memory.placeOf(at.begun);
    for (const code of codes) memory.learnCode(code, USER);
    memory.learnPosition(codes[0], instructions[0], 11);
    const unknownPosition = memory.placeOf(at.begun);
    memory.learnPosition(codes[1], instructions[1], 12);
    const unknownWait = memory.placeOf(at.begun);
    const others = [at.fresh, at.over, at.future].map((address) => memory.placeOf(address));
    const unknown = undefined;
    deepStrictEqual(
      { unknownCode, unknownPosition, unknownWait, others },
      {
        unknownCode: unknown,
        unknownPosition: unknown,
        unknownWait: unknown,
        others: [unknown, unknown, unknown],
      },
    );
  });
});
