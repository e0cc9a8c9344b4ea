import ts from 'typescript';

/** Characters of a name that can be read in a sentence. */
const MOST = 40;

/**
 * The variable or property to which the value of a call at an offset is assigned, or empty: `door` of
 * `const door = new Lock()`, of `door = lock ?? new Lock()`, of `[door, gate] = [new Lock(), new Lock()]` and
 * of `door = Array.from(names, () => new Lock())`; `doors[0]` of `doors = [new Lock(), new Lock()]`;
 * `this.door` of `this.door = …` and of the field of a class.
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
  const chosen = choicesOf(value);
  if (chosen.length > 0) {
    return chosen.map((one) => nameFor(source, offset, target, one)).join('');
  }
  const made = ts.isCallExpression(value) ? value.arguments.at(-1) : undefined;
  if (made && ts.isArrowFunction(made) && made.body.getStart(source) === offset) {
    return nameOf(target);
  }
  return value.getStart(source) === offset ? nameOf(target) : '';
}

/** What an expression gives, one or the other; nothing if it is no choice. */
function choicesOf(value: ts.Node): readonly ts.Node[] {
  if (ts.isParenthesizedExpression(value)) return [value.expression];
  if (ts.isConditionalExpression(value)) return [value.whenTrue, value.whenFalse];
  const isChoice = ts.isBinaryExpression(value) && CHOICES.has(value.operatorToken.kind);
  return isChoice ? [value.right] : [];
}

const CHOICES: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
]);

function partsOf(target: ts.Node): readonly ts.Node[] | undefined {
  if (ts.isArrayBindingPattern(target)) {
    return target.elements.map((one) => (ts.isBindingElement(one) ? one.name : one));
  }
  return ts.isArrayLiteralExpression(target) ? target.elements : undefined;
}

function nameOf(target: ts.Node): string {
  const name = textOf(target);
  if (name.length <= MOST) return name;
  return ts.isPropertyAccessExpression(target) ? target.name.text : '';
}

/** A name with the objects that it is in, such as `this.door`. */
function textOf(target: ts.Node): string {
  if (ts.isIdentifier(target) || ts.isPrivateIdentifier(target)) {
    return isOfInstance(target.parent) ? `this.${target.text}` : target.text;
  }
  const isAccess = ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target);
  return isAccess ? target.getText().replaceAll(/\s+/g, ' ') : '';
}

function isOfInstance(node: ts.Node): boolean {
  if (!ts.isPropertyDeclaration(node)) return false;
  return !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
}
