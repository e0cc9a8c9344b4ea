import ts from 'typescript';

/** The end of a file is nowhere in it, and a variable that ends there never has a value. */
const NEVER = Number.POSITIVE_INFINITY;

const MAX_VARIABLES = 20;

/** A variable, and the offset from which on it has a value. */
interface Declared {
  readonly name: ts.Identifier;
  readonly from: number;
}

/** Finds the variables of functions that have values where something is awaited. */
export class ScopeVariables {
  readonly #known = new Map<ts.Node, readonly Declared[]>();

  /**
   * The first variables of the function around a node which are declared before it and visible there:
   * parameters, variables, functions and classes. None outside of functions.
   *
   * Reading one too early would throw, so one that might have no value yet is left out, and so is what
   * it hides.
   */
  at(node: ts.Node): readonly ts.Identifier[] {
    const found: ts.Identifier[] = [];
    const hidden = new Set<string>();
    let child = node;
    for (let scope = node.parent; scope !== undefined; scope = scope.parent) {
      const declared = this.#declaredIn(scope, child);
      for (const { name, from } of declared) {
        if (from > node.pos || hidden.has(name.text)) continue;
        if (!found.some(({ text }) => text === name.text)) found.push(name);
      }
      for (const { name } of declared) hidden.add(name.text);
      if (ts.isFunctionLike(scope)) {
        return found.sort((one, other) => one.pos - other.pos).slice(0, MAX_VARIABLES);
      }
      child = scope;
    }
    return [];
  }

  /** What a scope declares; `child` is its part around the place that is asked for. */
  #declaredIn(scope: ts.Node, child: ts.Node): readonly Declared[] {
    const isEntered = !ts.isForInStatement(scope) && !ts.isForOfStatement(scope);
    const declared = this.#known.get(scope) ?? declarationsOf(scope);
    this.#known.set(scope, declared);
    // What a loop goes through is evaluated before its variable has a value.
    return isEntered || child === scope.statement ? declared : declared.map(withoutValue);
  }
}

function declarationsOf(scope: ts.Node): readonly Declared[] {
  if (ts.isFunctionLike(scope)) {
    const body = 'body' in scope ? scope.body : undefined;
    return [...scope.parameters.flatMap(namesOf), ...(body ? functionVariables(body) : [])];
  }
  if (ts.isBlock(scope) || ts.isCaseOrDefaultClause(scope)) {
    return scope.statements.flatMap(blockVariables);
  }
  if (ts.isCaseBlock(scope)) {
    // Whether another clause has run is not known.
    return scope.clauses.flatMap(declarationsOf).map(withoutValue);
  }
  if (ts.isForStatement(scope) || ts.isForInStatement(scope) || ts.isForOfStatement(scope)) {
    return scope.initializer ? listVariables(scope.initializer, true) : [];
  }
  const variable = ts.isCatchClause(scope) ? scope.variableDeclaration : undefined;
  return variable ? namesOf(variable) : [];
}

/** What a statement declares in its block. */
function blockVariables(statement: ts.Statement): Declared[] {
  if (ts.isVariableStatement(statement)) return listVariables(statement.declarationList, true);
  if (ts.isEnumDeclaration(statement)) return [{ name: statement.name, from: NEVER }];
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  const { name } = isNamed ? statement : {};
  return name ? [{ name, from: statement.end }] : [];
}

/** What `var` declares, wherever it stands in the function. */
function functionVariables(node: ts.Node): Declared[] {
  const found: Declared[] = [];
  const visit = (one: ts.Node): void => {
    if (ts.isFunctionLike(one) || ts.isClassStaticBlockDeclaration(one)) return;
    if (ts.isVariableDeclarationList(one)) found.push(...listVariables(one, false));
    ts.forEachChild(one, visit);
  };
  visit(node);
  return found;
}

function listVariables(list: ts.Node, isOfBlock: boolean): Declared[] {
  if (!ts.isVariableDeclarationList(list)) return [];
  const isBlockScoped = (list.flags & ts.NodeFlags.BlockScoped) !== 0;
  return isBlockScoped === isOfBlock ? list.declarations.flatMap(namesOf) : [];
}

/** The names that a declaration binds; they have their values when it is over. */
function namesOf({ name, end }: ts.NamedDeclaration): Declared[] {
  if (name === undefined) return [];
  if (ts.isIdentifier(name)) return name.text === 'this' ? [] : [{ name, from: end }];
  if (!ts.isObjectBindingPattern(name) && !ts.isArrayBindingPattern(name)) return [];
  return name.elements
    .flatMap((one) => (ts.isBindingElement(one) ? namesOf(one) : []))
    .map((one) => ({ name: one.name, from: end }));
}

function withoutValue({ name }: Declared): Declared {
  return { name, from: NEVER };
}

/** `() => [a, b]`: reads some variables. */
export function readerOf(
  factory: ts.NodeFactory,
  variables: readonly ts.Identifier[],
): ts.Expression {
  // What has no original is taken for the work of TypeScript, and may be renamed.
  const names = variables.map((name) =>
    ts.setOriginalNode(factory.createIdentifier(name.text), name),
  );
  const list = factory.createArrayLiteralExpression(names);
  return factory.createArrowFunction(undefined, undefined, [], undefined, undefined, list);
}
