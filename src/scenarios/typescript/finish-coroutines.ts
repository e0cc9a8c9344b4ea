import ts from 'typescript';
import { originOf } from './mark-sites';

/** Helpers that make a coroutine or an async generator out of a generator function. */
const MAKERS = new Set(['__awaiter', '__asyncGenerator']);

/**
 * Completes what TypeScript made of a file:
 *
 * - the helpers that make coroutines learn the place and the name of their function;
 * - an `await` that is left stands outside of any function. The host runs the whole file as a
 *   generator, so it becomes a `yield`.
 */
export function finishCoroutines(
  context: ts.TransformationContext,
  source: ts.SourceFile,
): ts.SourceFile {
  const { factory } = context;
  let enclosing: ts.Node | undefined;

  const visit = (node: ts.Node): ts.Node => {
    if (ts.isAwaitExpression(node)) {
      const awaited = ts.visitNode(node.expression, visit, ts.isExpression);
      return factory.createParenthesizedExpression(
        factory.createYieldExpression(undefined, awaited),
      );
    }
    if (ts.isFunctionLike(node)) {
      const outer = enclosing;
      enclosing = node;
      const visited = ts.visitEachChild(node, visit, context);
      enclosing = outer;
      return visited;
    }
    const origin =
      isMaker(node) && enclosing ? originOf.get(ts.getOriginalNode(enclosing)) : undefined;
    const visited = ts.visitEachChild(node, visit, context);
    if (!origin || !ts.isCallExpression(visited)) return visited;
    return factory.updateCallExpression(visited, visited.expression, visited.typeArguments, [
      ...visited.arguments,
      factory.createNumericLiteral(origin.site),
      factory.createStringLiteral(origin.name),
    ]);
  };
  return ts.visitEachChild(source, visit, context);
}

function isMaker(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  const { expression } = node;
  if (ts.isIdentifier(expression)) return MAKERS.has(expression.text);
  return ts.isPropertyAccessExpression(expression) && MAKERS.has(expression.name.text);
}
