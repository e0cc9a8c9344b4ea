import ts from 'typescript';
import type { Position } from '../../trace/schema';
import { functionName, MODULE } from './function-names';
import { markCall, rangeOfCall } from './mark-calls';
import { namesOfRun } from './names-of-run';
import { isAwaitUsing, isGenerator, isImportMeta, isPlain, withoutParentheses } from './node-kinds';
import { rangeOf } from './places';
import { readerOf, ScopeVariables } from './scope-variables';
import type { Sites } from './sites';
import { SourceError } from './source-error';

/** The places of the async functions of a file, by their node; read by `finishCoroutines`. */
export const originOf = new WeakMap<ts.Node, { readonly site: number; readonly name: string }>();

/** V8's words. */
const MISPLACED_AWAIT =
  'await is only valid in async functions and the top level bodies of modules';

/** Methods that run a loop; at the top level of a file the host can pause them. */
const RUNNING_METHODS = new Set(['run', 'runUntilComplete', 'runForever', 'close']);

/**
 * Tells the runtime where it is, before TypeScript takes `async` and `await` away:
 *
 * - `await x` becomes `await __loopscope.at(site, x, () => [a, b])`, where `a` and `b` are the variables,
 *   if they are to be recorded; and `for await` gets the place of its loop and the variables around it;
 * - `import(x)` becomes `__loopscope.import(x)`, and `import.meta` becomes `__loopscope.meta`;
 * - each call notes its place before it is made, see `markCall`;
 * - `return x` in an async function becomes `return __loopscope.returned(site, x)`, see `ReturnedValue`;
 * - what runs a loop at the top level of a file becomes `await __loopscope.call(…)`, so that the host
 *   can let native promises settle meanwhile.
 */
export function markSites(
  context: ts.TransformationContext,
  source: ts.SourceFile,
  options: MarkOptions,
): { file: ts.SourceFile; hasTopLevelAwait: boolean } {
  const marker = new SiteMarker(context, source, options);
  const marked = ts.visitEachChild(source, marker.visit, context);
  return { file: marked, hasTopLevelAwait: marker.hasTopLevelAwait };
}

interface MarkOptions {
  readonly file: string;
  readonly sites: Sites;
  /** Whether variables are to be recorded. */
  readonly recordLocals: boolean;
}

interface FunctionKind {
  readonly canAwait?: boolean;
  readonly isGenerator?: boolean;
}

class SiteMarker {
  hasTopLevelAwait = false;
  readonly #factory: ts.NodeFactory;
  readonly #file: string;
  readonly #sites: Sites;
  readonly #variables: ScopeVariables | undefined;
  readonly #runNames: ReadonlySet<string>;
  #function = MODULE;
  /** Whether `await` may stand here. */
  #canAwait = true;
  #isGenerator = false;
  #depth = 0;

  constructor(
    private readonly context: ts.TransformationContext,
    private readonly source: ts.SourceFile,
    { file, sites, recordLocals }: MarkOptions,
  ) {
    this.#factory = context.factory;
    this.#file = file;
    this.#sites = sites;
    this.#variables = recordLocals ? new ScopeVariables() : undefined;
    this.#runNames = namesOfRun(source);
  }

  readonly visit = (node: ts.Node): ts.Node => {
    if (ts.isFunctionLike(node)) return this.#visitFunction(node);
    if (ts.isClassStaticBlockDeclaration(node) || ts.isPropertyDeclaration(node)) {
      return this.#inside(this.#function, {}, () => this.#children(node));
    }
    if (ts.isAwaitExpression(node)) return this.#visitAwait(node);
    if (ts.isForOfStatement(node) && node.awaitModifier) return this.#visitForAwait(node);
    if (ts.isCallExpression(node)) return this.#visitCall(node);
    if (ts.isNewExpression(node)) return this.#marked(node, this.#children(node));
    if (ts.isReturnStatement(node) && node.expression) return this.#visitReturn(node);
    if (isImportMeta(node)) return this.#helper('meta');
    if (isAwaitUsing(node)) this.#noteAwait(node);
    return this.#children(node);
  };

  #visitFunction(node: ts.SignatureDeclaration): ts.Node {
    const name = functionName(node);
    const isAsync = ts.getCombinedModifierFlags(node as ts.Declaration) & ts.ModifierFlags.Async;
    if (isAsync) originOf.set(node, { site: this.#siteOfFunction(node, name), name });
    const kind = { canAwait: isAsync !== 0, isGenerator: isGenerator(node) };
    return this.#inside(name, kind, () =>
      isAsync && ts.isArrowFunction(node) && ts.isExpression(node.body)
        ? this.#visitConciseBody(node, node.body)
        : this.#children(node),
    );
  }

  /** TypeScript leaves this check to its checker of types, which does not run. */
  #noteAwait(node: ts.Node): void {
    if (!this.#canAwait) throw new SourceError(MISPLACED_AWAIT, this.#position(node));
    if (this.#depth === 0) this.hasTopLevelAwait = true;
  }

  #visitAwait(node: ts.AwaitExpression): ts.Node {
    this.#noteAwait(node);
    const awaited = ts.visitNode(node.expression, this.visit, ts.isExpression)!;
    return this.#factory.updateAwaitExpression(node, this.#marks('at', node, awaited));
  }

  /** An async function awaits what it returns after its end, an async generator where it returns it. */
  #visitReturn(node: ts.ReturnStatement): ts.Node {
    const visited = this.#children(node);
    const { expression } = node;
    if (!this.#canAwait || this.#depth === 0 || !expression || isPlain(expression)) return visited;
    const returned = this.#isGenerator
      ? this.#factory.createAwaitExpression(this.#marks('at', expression, visited.expression!))
      : this.#marks('returned', expression, visited.expression!);
    return this.#factory.updateReturnStatement(visited, returned);
  }

  #visitConciseBody(node: ts.ArrowFunction, body: ts.Expression): ts.Node {
    const visited = this.#children(node);
    if (isPlain(body)) return visited;
    return this.#factory.updateArrowFunction(
      visited,
      visited.modifiers,
      visited.typeParameters,
      visited.parameters,
      visited.type,
      visited.equalsGreaterThanToken,
      this.#marks('returned', body, visited.body as ts.Expression),
    );
  }

  #visitForAwait(node: ts.ForOfStatement): ts.Node {
    this.#noteAwait(node);
    const visited = this.#children(node) as ts.ForOfStatement;
    return this.#factory.updateForOfStatement(
      visited,
      visited.awaitModifier,
      visited.initializer,
      this.#marks('each', node.expression, visited.expression),
      visited.statement,
    );
  }

  #visitCall(node: ts.CallExpression): ts.Node {
    const { expression } = node;
    const visited = this.#children(node) as ts.CallExpression;
    if (expression.kind === ts.SyntaxKind.ImportKeyword) {
      return this.#call('import', visited.arguments);
    }
    if (this.#depth > 0 || !this.#runsLoop(expression)) return this.#marked(node, visited);
    const callee = withoutParentheses(visited.expression);
    const [target, method] = ts.isPropertyAccessExpression(callee)
      ? [callee.expression, this.#factory.createStringLiteral(callee.name.text)]
      : [callee, this.#factory.createStringLiteral('')];
    const call = this.#call('call', [target, method, ...visited.arguments]);
    return this.#factory.createParenthesizedExpression(
      this.#factory.createAwaitExpression(this.#marks('at', node, call)),
    );
  }

  #marked<T extends ts.CallExpression | ts.NewExpression>(node: T, visited: T): ts.Expression {
    const range = rangeOf(this.source, ...rangeOfCall(node, this.source));
    const site = this.#sites.add({ file: this.#file, ...range, name: this.#function });
    return markCall(this.#factory, node, visited, site);
  }

  /** Only in files that import asyncio: other files have methods of these names, too. */
  #runsLoop(called: ts.Expression): boolean {
    if (this.#runNames.size === 0) return false;
    const callee = withoutParentheses(called);
    if (ts.isIdentifier(callee)) return this.#runNames.has(callee.text);
    return ts.isPropertyAccessExpression(callee) && RUNNING_METHODS.has(callee.name.text);
  }

  #children<T extends ts.Node>(node: T): T {
    return ts.visitEachChild(node, this.visit, this.context);
  }

  #inside<T>(name: string, kind: FunctionKind, action: () => T): T {
    const [outer, outerCanAwait, outerIsGenerator] = [
      this.#function,
      this.#canAwait,
      this.#isGenerator,
    ];
    this.#function = name;
    this.#canAwait = kind.canAwait ?? false;
    this.#isGenerator = kind.isGenerator ?? false;
    this.#depth++;
    try {
      return action();
    } finally {
      this.#function = outer;
      this.#canAwait = outerCanAwait;
      this.#isGenerator = outerIsGenerator;
      this.#depth--;
    }
  }

  /** Gives the place of a node, and its variables, to what marks a value that is awaited there. */
  #marks(method: 'at' | 'returned' | 'each', node: ts.Node, value: ts.Expression): ts.Expression {
    const site = this.#sites.add(this.#position(node));
    const variables = this.#variables?.at(node) ?? [];
    const args = [this.#factory.createNumericLiteral(site), value];
    if (variables.length > 0) {
      this.#sites.setVariables(
        site,
        variables.map(({ text }) => text),
      );
      args.push(readerOf(this.#factory, variables));
    }
    return this.#call(method, args);
  }

  #call(method: string, args: readonly ts.Expression[]): ts.CallExpression {
    return this.#factory.createCallExpression(this.#helper(method), undefined, args);
  }

  #helper(name: string): ts.Expression {
    const bridge = this.#factory.createIdentifier('__loopscope');
    return this.#factory.createPropertyAccessExpression(bridge, name);
  }

  #position(node: ts.Node): Position {
    const range = rangeOf(this.source, node.getStart(this.source), node.getEnd());
    return { file: this.#file, ...range, name: this.#function };
  }

  #siteOfFunction(node: ts.SignatureDeclaration, name: string): number {
    const start = node.getStart(this.source);
    const { line } = this.source.getLineAndCharacterOfPosition(start);
    const end = Math.min(node.getEnd(), this.source.getLineEndOfPosition(start));
    return this.#sites.add({
      file: this.#file,
      ...rangeOf(this.source, start, end),
      line: line + 1,
      name,
    });
  }
}
