import { EngineUnderTest, type FinishedRun } from './engine';

/** What most programs of these tests begin with; it takes no line of its own. */
export const ASYNCIO = "import * as asyncio from 'loopscope/asyncio'; ";

/** The real engine for TypeScript scenarios. */
export class TypeScriptEngine extends EngineUnderTest {
  /** Runs `source` as `scenario.ts`. */
  runTs(source: string): Promise<FinishedRun> {
    return this.run(source, {}, 'scenario.ts');
  }

  /** Runs `body` as that of `main`, and gives what it printed; throws if it failed. */
  async printedBy(body: string, before = ''): Promise<string[]> {
    const source = `${ASYNCIO}${before}\nasync function main() {\n${body}\n}\nasyncio.run(main());\n`;
    const { outcome, stdout, stderr } = await this.runTs(source);
    if (outcome.end !== 'finished' || stderr !== '') throw new Error(`${outcome.end}: ${stderr}`);
    return stdout.trimEnd().split('\n');
  }
}
