import { generateProgram } from '../generate';
import type { Program } from '../model/program';
import { renderPython } from '../render/python';
import { renderTypeScript } from '../render/typescript';
import { type Difference, firstDifference } from './compare';
import { CoreRunner } from './core';
import { EmbeddedPython } from './embedded';
import { NativePython } from './native';

/** Who disagreed with embedded CPython. */
export type Party = 'core' | 'native';

/** A program that did not do the same everywhere. */
export interface Divergence {
  readonly program: Program;
  readonly party: Party;
  readonly difference: Difference;
  readonly expected: readonly string[];
  readonly actual: readonly string[];
}

/** Runs programs in embedded CPython, in the core, and in the machine's CPython if it has one. */
export class FuzzSession {
  private readonly embedded = new EmbeddedPython();
  private readonly core = new CoreRunner();
  /** How many programs were also run by native CPython; the others use what it does not know. */
  nativePrograms = 0;

  constructor(private readonly native: NativePython | undefined = NativePython.find()) {}

  /** Makes and runs the programs of `count` seeds that follow each other. */
  checkSeeds(first: number, count: number): Promise<Divergence[]> {
    return this.check(Array.from({ length: count }, (_, index) => generateProgram(first + index)));
  }

  async check(programs: readonly Program[]): Promise<Divergence[]> {
    const sources = programs.map(renderPython);
    const expected = await this.embedded.run(sources);
    const native = this.runNative(sources);
    return programs.flatMap((program, index) => [
      ...divergence(program, 'core', expected[index]!, this.core.run(renderTypeScript(program))),
      ...divergence(program, 'native', expected[index]!, native.get(index)),
    ]);
  }

  /** Where a program diverges for one party, or undefined if it does not. */
  async diverges(program: Program, party: Party): Promise<Divergence | undefined> {
    const source = renderPython(program);
    const [expected = []] = await this.embedded.run([source]);
    const actual =
      party === 'core' ? this.core.run(renderTypeScript(program)) : this.runNative([source]).get(0);
    return divergence(program, party, expected, actual)[0];
  }

  dispose(): void {
    this.native?.dispose();
  }

  /** The logs of the programs that native CPython knows enough for, by their index. */
  private runNative(sources: readonly string[]): Map<number, string[]> {
    const { native } = this;
    if (native === undefined) return new Map();
    const known = [...sources.keys()].filter((index) => native.knows(sources[index]!));
    this.nativePrograms += known.length;
    const logs = known.length === 0 ? [] : native.run(known.map((index) => sources[index]!));
    return new Map(known.map((index, place) => [index, logs[place]!]));
  }
}

function divergence(
  program: Program,
  party: Party,
  expected: readonly string[],
  actual: readonly string[] | undefined,
): Divergence[] {
  if (actual === undefined) return [];
  const difference = firstDifference(expected, actual);
  return difference === undefined ? [] : [{ program, party, difference, expected, actual }];
}
