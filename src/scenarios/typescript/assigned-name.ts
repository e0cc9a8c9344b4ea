import ts from 'typescript';

/**
 * The variable or property to which the value of a call at an offset is assigned, or empty: `door` of
 * `const door = new Lock()`, of `this.door = …`, of `[door, gate] = [new Lock(), new Lock()]` and of
 * `door = Array.from(names, () => new Lock())`; `doors[0]` of `doors = [new Lock(), new Lock()]`.
 */
export function assignedName(source: ts.SourceFile, offset: number): string {
  let found = '';
  const visit = (node: ts.Node): void => {
    if (offset < node.getStart(source) || offset >= node.getEnd()) return;
    const [target, value] = assignment(node);
    if (target && value) found = nameFor(source, offset, target, value) || found;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function assignment(node: ts.Node): [ts.Node | undefined, ts.Node | undefined] {
  if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) {
    return [node.name, node.initializer];
  }
  const isAssignment =
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    node.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
  return isAssignment ? [node.left, node.right] : [undefined, undefined];
}

function nameFor(source: ts.SourceFile, offset: number, target: ts.Node, value: ts.Node): string {
  if (ts.isArrayLiteralExpression(value)) {
    const index = value.elements.findIndex((one) => one.getStart(source) === offset);
    if (index < 0) return '';
    const parts = partsOf(target);
    if (parts === undefined) return nameOf(target) && `${nameOf(target)}[${index}]`;
    return parts[index] ? nameOf(parts[index]) : '';
  }
  const made = ts.isCallExpression(value) ? value.arguments.at(-1) : undefined;
  if (made && ts.isArrowFunction(made) && made.body.getStart(source) === offset) {
    return nameOf(target);
  }
  return value.getStart(source) === offset ? nameOf(target) : '';
}

function partsOf(target: ts.Node): readonly ts.Node[] | undefined {
  if (ts.isArrayBindingPattern(target)) {
    return target.elements.map((one) => (ts.isBindingElement(one) ? one.name : one));
  }
  return ts.isArrayLiteralExpression(target) ? target.elements : undefined;
}

function nameOf(target: ts.Node): string {
  const name = ts.isPropertyAccessExpression(target) ? target.name : target;
  if (ts.isPrivateIdentifier(name)) return name.text.slice(1);
  return ts.isIdentifier(name) ? name.text : '';
}
