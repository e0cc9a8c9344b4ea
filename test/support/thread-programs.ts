import type { EngineUnderTest } from './engine';

/** What programs with threads begin with: modules, and how to start, join and note. */
export const THREADS_HEAD = `
import asyncio, queue, threading, time
from concurrent.futures import ThreadPoolExecutor

def start(target, *args, **keywords):
    thread = threading.Thread(target=target, args=args, **keywords)
    thread.start()
    return thread

def join(threads):
    for thread in threads:
        thread.join()

begin = time.monotonic()

def note(*words):
    print(*words, round(time.monotonic() - begin, 2))
`;

/** What a program that begins so prints, and how it ends. */
export async function linesOfThreads(engine: EngineUnderTest, source: string): Promise<string[]> {
  const { stdout, outcome } = await engine.run(THREADS_HEAD + source, { measureWork: false });
  return [...stdout.split('\n').slice(0, -1), outcome.problem?.message ?? outcome.end];
}
