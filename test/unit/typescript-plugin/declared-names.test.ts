import { deepEqual } from 'node:assert/strict';
import ts from 'typescript';
import { asyncioModule } from '../../../src/scenarios/typescript/modules/asyncio';
import { timeModule } from '../../../src/scenarios/typescript/modules/time';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
};

const FILES = ['media/types/asyncio.d.ts', 'media/types/time.d.ts'];

describe('the declared types', () => {
  const program = ts.createProgram(FILES, OPTIONS);
  const checker = program.getTypeChecker();

  function valuesOf(file: string): Map<string, ts.Symbol> {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
    const symbols = checker
      .getExportsOfModule(module)
      .map((one): [string, ts.Symbol] => [
        one.name,
        one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one,
      ]);
    return new Map(symbols.filter(([, { flags }]) => (flags & ts.SymbolFlags.Value) !== 0));
  }

  it('have the names of loopscope/asyncio, no more and no less', () => {
    const actual = Object.keys(asyncioModule()).filter((name) => name !== '__esModule');
    deepEqual([...valuesOf(FILES[0]!).keys()].sort(), actual.sort());
  });

  it('have the names of loopscope/time, no more and no less', () => {
    const actual = Object.keys(timeModule({ block: () => {}, now: () => 0, sinceEpoch: () => 0 }));
    const names = actual.filter((name) => name !== '__esModule');
    deepEqual([...valuesOf(FILES[1]!).keys()].sort(), names.sort());
  });

  it('have no method that is not there', () => {
    const module = asyncioModule();
    const missing: string[] = [];
    for (const [name, symbol] of valuesOf(FILES[0]!)) {
      if (!isConcreteClass(symbol)) continue;
      const prototype: unknown = Reflect.get(Object(module[name]), 'prototype');
      for (const method of methodsOf(symbol)) {
        if (!Reflect.has(Object(prototype), method)) missing.push(`${name}.${method}`);
      }
    }
    // These tell the type checker what `await` gives.
    deepEqual(missing, ['Future.then', 'Task.then']);
  });

  /** Its own and those that it inherits. Symbols such as `Symbol.iterator` have odd names here. */
  function methodsOf(symbol: ts.Symbol): string[] {
    return checker
      .getDeclaredTypeOfSymbol(symbol)
      .getProperties()
      .filter(({ flags, name }) => (flags & ts.SymbolFlags.Method) !== 0 && !name.startsWith('__'))
      .map(({ name }) => name);
  }
});

function isConcreteClass({ flags, valueDeclaration }: ts.Symbol): boolean {
  if ((flags & ts.SymbolFlags.Class) === 0 || valueDeclaration === undefined) return false;
  const modifiers = ts.getCombinedModifierFlags(valueDeclaration);
  return (modifiers & ts.ModifierFlags.Abstract) === 0;
}
