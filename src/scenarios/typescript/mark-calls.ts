import ts from 'typescript';

type Call = ts.CallExpression | ts.NewExpression;

/**
 * The offsets at which a call is shown, as `callAround` finds them in a stack: one that begins on an
 * earlier line, as in a chain of methods, is shown on the line that runs.
 */
export function rangeOfCall(node: Call, source: ts.SourceFile): [from: number, to: number] {
  const { expression } = node;
  const isMethod = ts.isCallExpression(node) && ts.isPropertyAccessExpression(expression);
  const start = node.getStart(source);
  const name = (isMethod ? expression.name : node).getStart(source);
  const [firstLine, line] = [start, name].map(
    (offset) => source.getLineAndCharacterOfPosition(offset).line,
  );
  return firstLine === line ? [start, node.getEnd()] : [name, source.getLineEndOfPosition(name)];
}

/**
 * Adds to a call that its place is noted, after everything else that is evaluated before it:
 *
 * - `f(x)` becomes `(__loopscope.now.site = site, f(x))`, if evaluating `f` and `x` calls nothing and
 *   errors do not quote it;
 * - `f(x, g())` becomes `f(x, __loopscope.last(site, g()))`;
 * - `f(...g())` becomes `f(...g(), ...__loopscope.last(site, []))`, and `f().g()` likewise.
 *
 * `visited` is the compiled call. What is called stays as it is, since errors quote it.
 */
export function markCall(
  factory: ts.NodeFactory,
  node: Call,
  visited: Call,
  site: number,
): ts.Expression {
  if (isSimple(node)) return afterNote(factory, site, visited);
  const last = (value: ts.Expression) =>
    factory.createCallExpression(helper(factory, 'last'), undefined, [
      factory.createNumericLiteral(site),
      value,
    ]);
  const args = [...(visited.arguments ?? [])];
  const lastArg = args.at(-1);
  if (lastArg === undefined || args.some(ts.isSpreadElement)) {
    args.push(factory.createSpreadElement(last(factory.createArrayLiteralExpression())));
  } else {
    args[args.length - 1] = last(lastArg);
  }
  return withArguments(factory, visited, args);
}

function afterNote(factory: ts.NodeFactory, site: number, call: Call): ts.Expression {
  const target = factory.createPropertyAccessExpression(helper(factory, 'now'), 'site');
  const note = factory.createAssignment(target, factory.createNumericLiteral(site));
  return factory.createParenthesizedExpression(factory.createComma(note, call));
}

function helper(factory: ts.NodeFactory, name: string): ts.Expression {
  return factory.createPropertyAccessExpression(factory.createIdentifier('__loopscope'), name);
}

function withArguments(factory: ts.NodeFactory, call: Call, args: readonly ts.Expression[]): Call {
  const { expression, typeArguments } = call;
  if (ts.isNewExpression(call)) {
    return factory.updateNewExpression(call, expression, typeArguments, args);
  }
  return ts.isCallChain(call)
    ? factory.updateCallChain(call, expression, call.questionDotToken, typeArguments, args)
    : factory.updateCallExpression(call, expression, typeArguments, args);
}

/** Whether a place that is noted before the call is still the last one when it is made. */
function isSimple(node: Call): boolean {
  const parts = [node.expression, ...(node.arguments ?? [])];
  // TypeScript looks for a `super(…)` that stands alone, to put the fields of the class behind it.
  const isSuper = node.expression.kind === ts.SyntaxKind.SuperKeyword;
  return !isSuper && !isQuoted(node) && !parts.some(callsSomething);
}

/**
 * Whether an error would quote the call if its value is not what it should be, as in
 * `f(...).g is not a function`; then nothing may stand around it. A
 * decorator must be a plain call as well.
 */
function isQuoted(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent)) {
    return isQuoted(parent);
  }
  if (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent)) {
    return !ts.isIdentifier(parent.name);
  }
  if (ts.isBinaryExpression(parent)) {
    return ts.isArrayLiteralExpression(parent.left) || ts.isObjectLiteralExpression(parent.left);
  }
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression === node;
  return (
    ts.isPropertyAccessExpression(parent) ||
    ts.isElementAccessExpression(parent) ||
    ts.isForOfStatement(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isDecorator(parent)
  );
}

/** Whether evaluating the node may call a function of the user. */
function callsSomething(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  return (
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    ts.isSpreadElement(node) ||
    ts.isClassLike(node) ||
    ts.forEachChild(node, callsSomething) === true
  );
}
