import ts from 'typescript';

/** A value that cannot be an awaitable, or that was awaited already. */
export function isPlain(node: ts.Expression): boolean {
  return (
    ts.isLiteralExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isTemplateExpression(node) ||
    ts.isPrefixUnaryExpression(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword
  );
}

export function isGenerator(node: ts.SignatureDeclaration): boolean {
  return 'asteriskToken' in node && node.asteriskToken !== undefined;
}

export function isImportMeta(node: ts.Node): boolean {
  return ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword;
}

export function isAwaitUsing(node: ts.Node): boolean {
  const kind = ts.NodeFlags.AwaitUsing;
  return ts.isVariableDeclarationList(node) && (node.flags & kind) === kind;
}

/** What stands in parentheses, or has `!` behind it. */
export function withoutParentheses(node: ts.Expression): ts.Expression {
  const isWrapped = ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node);
  return isWrapped ? withoutParentheses(node.expression) : node;
}
