import { type Coroutine, CoroutineObject } from '../../runtime';
import { showAsText } from './inspected';

type Method = (this: unknown, ...args: unknown[]) => unknown;
type GeneratorMethod = (this: unknown, ...args: unknown[]) => Coroutine;

const isGeneratorFunction = (value: unknown): value is GeneratorMethod =>
  Object.prototype.toString.call(value) === '[object GeneratorFunction]';

/**
 * Gives a coroutine function of the core, which is a generator function, the manners of Python's: what
 * it returns knows whether anybody awaited it.
 */
export function coroutineFunction(name: string, make: GeneratorMethod): Method {
  const origin = { qualname: name, site: 0 };
  const method: Method = function (this: unknown, ...args) {
    return new CoroutineObject(() => make.apply(this, args), origin);
  };
  giveName(method, name.slice(name.lastIndexOf('.') + 1));
  return method;
}

/** Programs can see the names of functions and classes, and bundling them may have changed those. */
function giveName(value: object, name: string): void {
  Object.defineProperty(value, 'name', { value: name, configurable: true });
}

/** Methods that are coroutine functions, although they are no generator functions themselves. */
const PLAIN_COROUTINE_FUNCTIONS = new Set(['shutdownDefaultExecutor']);

/** Generator methods that are no coroutines: hosts run loops in turns with them. */
const TURNS = new Set(['runningForever', 'runningUntilComplete', 'running', 'closing']);

/**
 * Does the same to the coroutine methods of a class. Each call bears the name of the object's own class,
 * because classes share methods; if that is not known, `name`.
 */
export function makeCoroutineMethods(
  name: string,
  prototype: object,
  classes: ReadonlyMap<object, string> = new Map(),
): void {
  for (const key of Object.getOwnPropertyNames(prototype)) {
    const method: unknown = Object.getOwnPropertyDescriptor(prototype, key)?.value;
    if (!isCoroutineFunction(key, method)) continue;
    const value = coroutineMethod(name, key, method, classes);
    Object.defineProperty(prototype, key, { value, writable: true, configurable: true });
  }
}

function coroutineMethod(
  name: string,
  key: string,
  method: GeneratorMethod,
  classes: ReadonlyMap<object, string>,
): Method {
  const made: Method = function (this: unknown, ...args) {
    const qualname = `${classOf(this, classes) ?? name}.${key}`;
    return new CoroutineObject(() => method.apply(this, args), { qualname, site: 0 });
  };
  giveName(made, key);
  return made;
}

/** The nearest class of an object that the module knows. */
function classOf(object: unknown, classes: ReadonlyMap<object, string>): string | undefined {
  if (!isObject(object)) return undefined;
  for (let one = Object.getPrototypeOf(object); one; one = Object.getPrototypeOf(one)) {
    const name = classes.get(one);
    if (name !== undefined) return name;
  }
  return undefined;
}

function isCoroutineFunction(key: string, method: unknown): method is GeneratorMethod {
  if (PLAIN_COROUTINE_FUNCTIONS.has(key)) return typeof method === 'function';
  return isGeneratorFunction(method) && !TURNS.has(key);
}

/** The names of a module, of which coroutine functions and classes get Python's manners. */
export function asModule(names: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const module: Record<string, unknown> = { __esModule: true };
  const classes = new Map<object, string>();
  for (const [name, value] of Object.entries(names)) {
    module[name] = isGeneratorFunction(value) ? coroutineFunction(name, value) : value;
    if (typeof value === 'function') giveName(value, name);
    if (typeof value === 'function' && isObject(value.prototype)) {
      classes.set(value.prototype, name);
    }
  }
  for (const [prototype, name] of classes) prepareClass(name, prototype, classes);
  return module;
}

function prepareClass(name: string, prototype: object, classes: ReadonlyMap<object, string>): void {
  for (let one = prototype; one !== Object.prototype && one; one = Object.getPrototypeOf(one)) {
    // Errors are classes, too, but JavaScript's own are not to be touched.
    if (one === Error.prototype) return;
    makeCoroutineMethods(classes.get(one) ?? name, one, classes);
    if (Object.hasOwn(one, 'toString')) showAsText(one);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
