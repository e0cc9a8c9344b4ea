import ts from 'typescript';

const ASYNCIO = 'loopscope/asyncio';

/**
 * The names under which a file knows asyncio, or its `run`. Empty if the file does not load asyncio at
 * its top level; a file that takes something else from it has the name ''.
 */
export function namesOfRun(source: ts.SourceFile): Set<string> {
  return new Set(source.statements.flatMap(namesIn));
}

function namesIn(statement: ts.Statement): string[] {
  if (ts.isImportDeclaration(statement)) {
    return isAsyncio(statement.moduleSpecifier) ? namesOfImport(statement.importClause) : [];
  }
  if (ts.isImportEqualsDeclaration(statement)) {
    const { moduleReference, name } = statement;
    const isOurs =
      ts.isExternalModuleReference(moduleReference) && isAsyncio(moduleReference.expression);
    return isOurs ? [name.text] : [];
  }
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
    initializer && isRequire(initializer) ? namesOfBinding(name) : [],
  );
}

function namesOfImport(clause: ts.ImportClause | undefined): string[] {
  const whole = clause?.name ? [clause.name.text] : [];
  const bindings = clause?.namedBindings;
  if (!bindings) return whole;
  if (ts.isNamespaceImport(bindings)) return [...whole, bindings.name.text];
  return [...whole, ...bindings.elements.map(nameOfRun)];
}

function namesOfBinding(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.map((one) => (ts.isBindingElement(one) ? nameOfRun(one) : ''));
}

/** What `run` is called here; '' for anything else. */
function nameOfRun({ name, propertyName }: ts.ImportSpecifier | ts.BindingElement): string {
  const original = propertyName ?? name;
  const isRun = ts.isIdentifier(original) && original.text === 'run' && ts.isIdentifier(name);
  return isRun ? name.text : '';
}

/** `require('loopscope/asyncio')`. */
function isRequire(node: ts.Expression): boolean {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return false;
  return node.expression.text === 'require' && isAsyncio(node.arguments[0]);
}

function isAsyncio(node: ts.Node | undefined): boolean {
  return node !== undefined && ts.isStringLiteral(node) && node.text === ASYNCIO;
}
