import ts from 'typescript';

/** The name of what is outside of any function, as Python calls it. */
export const MODULE = '<module>';

/** A function as the user would call it: `work`, `Kitchen.cook`, `<anonymous>`. */
export function functionName(node: ts.SignatureDeclaration): string {
  if (ts.isConstructorDeclaration(node)) return `${className(node.parent)}.constructor`;
  if (ts.isClassLike(node.parent)) return `${className(node.parent)}.${ownName(node)}`;
  return ownName(node) || nameFromParent(node.parent) || '<anonymous>';
}

function ownName(node: ts.SignatureDeclaration): string {
  return node.name ? textOf(node.name) : '';
}

function className(node: ts.Node): string {
  const isNamed = ts.isClassLike(node) && node.name;
  return (isNamed && node.name.text) || nameFromParent(node.parent) || '<class>';
}

/** A function that is assigned has the name of what it is assigned to. */
function nameFromParent(parent: ts.Node): string {
  const isAssignment = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent);
  if (isAssignment || ts.isPropertyDeclaration(parent)) return textOf(parent.name);
  if (ts.isParenthesizedExpression(parent)) return nameFromParent(parent.parent);
  return '';
}

function textOf(name: ts.DeclarationName | ts.BindingName): string {
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) return name.text;
  if (ts.isStringLiteral(name) || ts.isNumericLiteral(name)) return name.text;
  if (ts.isComputedPropertyName(name)) return `[${expressionText(name.expression)}]`;
  return '';
}

/** A dotted name such as `Symbol.asyncIterator`; other expressions are not spelled out. */
function expressionText(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isStringLiteral(node)) return node.text;
  if (!ts.isPropertyAccessExpression(node)) return '…';
  return `${expressionText(node.expression)}.${node.name.text}`;
}
