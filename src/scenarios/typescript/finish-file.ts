import ts from 'typescript';

/**
 * Divides a compiled file in two: what comes before the first pause makes its functions known to the
 * files that it imports, which may import it in turn; then it waits for its turn to run.
 *
 * A module of Node's older kind loses the marks of a module of JavaScript, which it is not.
 */
export function finishFile(
  source: ts.SourceFile,
  factory: ts.NodeFactory,
  isCommonJs: boolean,
): ts.SourceFile {
  const all = [...source.statements];
  const statements = isCommonJs ? all.filter((one) => !isMarkOfModule(one)) : all;
  const own = statements.findIndex((one) => !isPreparation(one));
  const pause = factory.createExpressionStatement(
    factory.createYieldExpression(undefined, undefined),
  );
  statements.splice(own < 0 ? statements.length : own, 0, pause);
  return factory.updateSourceFile(source, statements);
}

function isMarkOfModule(statement: ts.Statement): boolean {
  return isDirective(statement) || isDefinitionOnExports(statement);
}

/** Whether TypeScript put a statement at the top that runs nothing of the user's. */
function isPreparation(statement: ts.Statement): boolean {
  if (isDirective(statement) || isDefinitionOnExports(statement)) return true;
  return ts.isExpressionStatement(statement) && isExportOfName(statement.expression);
}

function isDirective(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

/** `Object.defineProperty(exports, "__esModule", …)`. */
function isDefinitionOnExports(statement: ts.Statement): boolean {
  if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression))
    return false;
  const [target, name] = statement.expression.arguments;
  const isMark = name !== undefined && ts.isStringLiteral(name) && name.text === '__esModule';
  return isMark && target !== undefined && isExports(target);
}

/** `exports.a = exports.b = void 0`, or `exports.f = f`. */
function isExportOfName(expression: ts.Expression): boolean {
  if (!ts.isBinaryExpression(expression)) return false;
  const { left, operatorToken, right } = expression;
  const isAssignment = operatorToken.kind === ts.SyntaxKind.EqualsToken;
  if (!isAssignment || !ts.isPropertyAccessExpression(left) || !isExports(left.expression))
    return false;
  return ts.isIdentifier(right) || ts.isVoidExpression(right) || isExportOfName(right);
}

function isExports(node: ts.Expression): boolean {
  return ts.isIdentifier(node) && node.text === 'exports';
}
