import ts from 'typescript';

type Call = ts.CallExpression | ts.NewExpression;

/** Whether something may be put around a call, or into it. */
export function canMarkCall({ expression, parent }: Call): boolean {
  // TypeScript looks for `super(…)` to put the fields of a class behind it.
  return expression.kind !== ts.SyntaxKind.SuperKeyword && !ts.isDecorator(parent);
}

/**
 * The offset of what the call calls: its name, or else where the call begins. There an error would say
 * that it came from.
 */
export function offsetOfCall(node: Call, source: ts.SourceFile): number {
  const { expression } = node;
  const isMethod = ts.isCallExpression(node) && ts.isPropertyAccessExpression(expression);
  return (isMethod ? expression.name : node).getStart(source);
}

/**
 * Adds to a call that its place is noted, after everything else that is evaluated before it:
 *
 * - `f(x)` becomes `(__loopscope.now.site = site, f(x))`, if evaluating `f` and `x` calls nothing;
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
  // Parentheses around a part of a chain would end what its `?.` passes over.
  const isPartOfChain = ts.isOptionalChain(node.parent) && node.parent.expression === node;
  const parts = [node.expression, ...(node.arguments ?? [])];
  return !isPartOfChain && !parts.some(callsSomething);
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
