import ts from 'typescript';

/** What compiled code finds around it. */
export const PARAMETERS = [
  'exports',
  'require',
  'module',
  '__filename',
  '__dirname',
  '__loopscope',
] as const;

/**
 * Other names for those of `PARAMETERS` that a module declares at its top level, as in
 * `const require = createRequire(import.meta.url)`: for modules of JavaScript they are names like others.
 */
export function privateNames(source: ts.SourceFile): ReadonlyMap<string, string> {
  const declared = new Set(source.statements.flatMap(namesDeclaredBy));
  const taken = PARAMETERS.filter((name) => declared.has(name));
  return new Map(taken.map((name) => [name, `__loopscope_${name}`]));
}

/** Lets what TypeScript itself writes, such as `exports.x` and `require("y")`, use the private names. */
export function usePrivateNames(
  context: ts.TransformationContext,
  names: () => ReadonlyMap<string, string>,
): void {
  const { factory } = context;
  const substitute = context.onSubstituteNode;
  const renamed = (node: ts.Node): ts.Node => {
    const name = ts.isIdentifier(node) && isSynthesized(node) ? names().get(node.text) : undefined;
    return name === undefined ? node : factory.createIdentifier(name);
  };
  context.enableSubstitution(ts.SyntaxKind.Identifier);
  context.onSubstituteNode = (hint, node) => {
    const substituted = substitute(hint, node);
    if (hint !== ts.EmitHint.Expression || names().size === 0) return substituted;
    if (!ts.isPropertyAccessExpression(substituted) || substituted === node) {
      return renamed(substituted);
    }
    // An exported variable, which TypeScript has just made a property of `exports`.
    const target = renamed(substituted.expression) as ts.Expression;
    return factory.updatePropertyAccessExpression(substituted, target, substituted.name);
  };
}

function isSynthesized(node: ts.Node): boolean {
  return node.pos < 0 && ts.getOriginalNode(node) === node;
}

function namesDeclaredBy(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => namesOf(name));
  }
  if (ts.isImportDeclaration(statement)) {
    const bindings = statement.importClause?.namedBindings;
    return bindings && ts.isNamespaceImport(bindings) ? [bindings.name.text] : [];
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement);
  return isNamed && statement.name ? [statement.name.text] : [];
}

function namesOf(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((one) => (ts.isBindingElement(one) ? namesOf(one.name) : []));
}
