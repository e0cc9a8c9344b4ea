import ts from 'typescript';

/** What can be said about a call of `time.sleep`. */
export interface SleepingCall {
  /** It stands in a function that cannot await. */
  readonly isInFunction: boolean;
  /** What could be awaited in its place, such as `await asyncio.sleep(2)`; empty if unknown. */
  readonly instead: string;
}

/** The call that begins at an offset, which holds the loop; undefined if there is none, or no function around it. */
export function sleepingCall(source: ts.SourceFile, offset: number): SleepingCall | undefined {
  const call = callAt(source, offset);
  const around = call && ts.findAncestor<ts.FunctionLike>(call, ts.isFunctionLike);
  if (!call || !around) return undefined;
  const isAsync = isModified(around, ts.SyntaxKind.AsyncKeyword);
  return { isInFunction: !isAsync, instead: isAsync ? insteadOf(call, source) : '' };
}

function insteadOf(call: ts.CallExpression, source: ts.SourceFile): string {
  const [seconds, ...more] = call.arguments;
  const name = sleepOf(source);
  const isPlain = ts.isExpressionStatement(call.parent) && seconds && more.length === 0;
  if (!isPlain || name === undefined || ts.isSpreadElement(seconds)) return '';
  return `await ${name}(${seconds.getText(source)})`;
}

/** What the file calls `sleep` of asyncio. */
function sleepOf(source: ts.SourceFile): string | undefined {
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !isOfAsyncio(statement.moduleSpecifier)) continue;
    const { name, namedBindings } = statement.importClause ?? {};
    if (name) return `${name.text}.sleep`;
    if (namedBindings && ts.isNamespaceImport(namedBindings))
      return `${namedBindings.name.text}.sleep`;
    const sleep = namedBindings?.elements.find(
      (one) => (one.propertyName ?? one.name).text === 'sleep',
    );
    if (sleep) return sleep.name.text;
  }
  return undefined;
}

function isOfAsyncio(specifier: ts.Expression): boolean {
  return ts.isStringLiteral(specifier) && specifier.text === 'loopscope/asyncio';
}

function isModified(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && node.modifiers?.some((one) => one.kind === kind) === true;
}

function callAt(source: ts.SourceFile, offset: number): ts.CallExpression | undefined {
  let found: ts.CallExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (offset < node.getStart(source) || offset >= node.getEnd()) return;
    if (!found && ts.isCallExpression(node) && node.getStart(source) === offset) found = node;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
