import ts from 'typescript';
import type { Position } from '../../trace/schema';
import { functionName, MODULE } from './function-names';

/** A range of the source; lines and columns count from 1. */
export function rangeOf(source: ts.SourceFile, start: number, end: number) {
  const from = source.getLineAndCharacterOfPosition(start);
  const to = source.getLineAndCharacterOfPosition(end);
  return {
    line: from.line + 1,
    column: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
  };
}

/** The innermost call, `new` or `throw` around an offset, or the rest of its line. */
export function callAround(source: ts.SourceFile, file: string, offset: number): Position {
  const { name, call } = around(source, offset);
  const lineEnd = source.getLineEndOfPosition(offset);
  const { line } = source.getLineAndCharacterOfPosition(offset);
  const range = call && rangeOf(source, call.getStart(source), call.getEnd());
  // A call that begins on an earlier line, as in a chain of methods, is shown on the line that runs.
  return range?.line === line + 1
    ? { file, ...range, name }
    : { file, ...rangeOf(source, offset, lineEnd), name };
}

/** The line of an offset, without its indentation. */
export function lineAround(source: ts.SourceFile, file: string, offset: number): Position {
  const { line } = source.getLineAndCharacterOfPosition(offset);
  const start = source.getPositionOfLineAndCharacter(line, 0);
  const end = source.getLineEndOfPosition(offset);
  const indentation = source.text.slice(start, end).search(/\S|$/);
  const { name } = around(source, offset);
  return { file, ...rangeOf(source, start + indentation, end), name };
}

/** Where the function around an offset calls `callee`, or its first line. */
export function callInside(
  source: ts.SourceFile,
  file: string,
  offset: number,
  callee: string,
): Position {
  const { name, owner } = around(source, offset);
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (found) return;
    if (ts.isCallExpression(node) && calleeName(node) === callee) found = node;
    else ts.forEachChild(node, visit);
  };
  visit(owner);
  return found
    ? { file, ...rangeOf(source, found.getStart(source), found.getEnd()), name }
    : lineAround(source, file, offset);
}

function around(source: ts.SourceFile, offset: number) {
  let owner: ts.Node = source;
  let call: ts.Node | undefined;
  let name = MODULE;
  const visit = (node: ts.Node): void => {
    if (offset < node.getStart(source) || offset >= node.getEnd()) return;
    if (ts.isFunctionLike(node)) {
      owner = node;
      name = functionName(node);
      call = undefined;
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isThrowStatement(node)) {
      call = node;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { owner, name, call };
}

function calleeName({ expression }: ts.CallExpression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
}
