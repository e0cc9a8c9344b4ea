import { types } from 'node:util';
import { CORE_WRITERS } from './core-value-text';
import {
  apply,
  className,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  getterOf,
  hasOwn,
  is,
  ownKeys,
  ownText,
  ownValue,
} from './own-data';

type Writer = (value: object, depth: number) => string;

const { stringify } = JSON;
const { exec } = RegExp.prototype;
const { getTime, toISOString } = Date.prototype;
const sourceOf = getterOf(RegExp.prototype, 'source');
const sizeOfMap = getterOf(Map.prototype, 'size');
const sizeOfSet = getterOf(Set.prototype, 'size');
const entriesOf = Map.prototype.entries;
const itemsOf = Set.prototype.values;
const nextEntry: () => IteratorResult<unknown> = new Map().entries().next;
const nextItem: () => IteratorResult<unknown> = new Set().values().next;

const MAX_CHARACTERS = 60;
const MAX_ITEMS = 5;
const MAX_DEPTH = 2;
const MAX_BIGINT = 2n ** 128n;
/** An object with more properties is a table, and only listing its keys would take too long. */
const MAX_PROPERTIES = 1000;
const BARE_KEY = /^(?:[\p{L}_$][\p{L}\p{N}_$]*|\d+)$/u;

const tables = new WeakSet<object>();

/**
 * `[1, 'two', Three {}]`: a value in short, in the notation of TypeScript, without calling any code of
 * the program: getters, proxies, `toString` and the like are not touched. Of instances of its classes
 * there is only the name.
 */
export function describe(value: unknown, depth = MAX_DEPTH): string {
  switch (typeof value) {
    case 'string':
      return describeString(value);
    case 'number':
      return is(value, -0) ? '-0' : `${value}`;
    case 'bigint':
      return -MAX_BIGINT < value && value < MAX_BIGINT ? `${value}n` : '[bigint]';
    case 'symbol':
      return cut(String(value));
    case 'function':
      return describeFunction(value);
    case 'object':
      return value === null ? 'null' : describeObject(value, depth);
    default:
      return `${value}`;
  }
}

/** Whether a value cannot change and is small, so that it has the same text again and can be kept. */
export function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= MAX_CHARACTERS;
  return typeof value === 'number' || typeof value === 'boolean' || value == null;
}

function cut(text: string): string {
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
}

function describeString(value: string): string {
  const quoted = stringify(value.slice(0, MAX_CHARACTERS));
  let text = '';
  for (let index = 1; index < quoted.length - 1; index++) {
    const character = quoted.charAt(index);
    const isEscape = character === '\\' && quoted.charAt(++index) !== '"';
    if (character === "'") text += "\\'";
    else text += isEscape ? character + quoted.charAt(index) : quoted.charAt(index);
  }
  return `'${text}'${value.length > MAX_CHARACTERS ? '…' : ''}`;
}

function describeFunction(value: object): string {
  if (types.isProxy(value)) return '[Proxy]';
  // A class is a function whose prototype cannot be exchanged.
  const isClass = getOwnPropertyDescriptor(value, 'prototype')?.writable === false;
  const name = cut(ownText(value, 'name'));
  return `[${isClass ? 'class' : 'function'}${name && ` ${name}`}]`;
}

function describeObject(value: object, depth: number): string {
  if (types.isProxy(value)) return '[Proxy]';
  const prototype = getPrototypeOf(value);
  if (prototype === null) return describePlain(value, depth);
  const write = WRITERS.get(prototype);
  if (write !== undefined) return write(value, depth);
  return types.isNativeError(value) ? describeError(value, prototype) : instanceOf(prototype);
}

function instanceOf(prototype: object): string {
  return `${cut(className(prototype))} {}`;
}

function describeError(error: object, prototype: object): string {
  const message = ownText(error, 'message');
  return cut(className(prototype)) + (message && `: ${cut(message)}`);
}

function describePlain(value: object, depth: number): string {
  if (tables.has(value)) return '{…}';
  const keys = ownKeys(value);
  if (keys.length > MAX_PROPERTIES) tables.add(value);
  if (keys.length > MAX_PROPERTIES || (keys.length > 0 && depth === 0)) return '{…}';
  const names: string[] = [];
  const properties: PropertyDescriptor[] = [];
  for (let index = 0; index < keys.length && names.length <= MAX_ITEMS; index++) {
    const key = keys[index]!;
    const property = getOwnPropertyDescriptor(value, key);
    if (typeof key === 'symbol' || !property?.enumerable) continue;
    properties[names.length] = property;
    names[names.length] = key;
  }
  const text = listOf(
    names.length,
    (index) => `${describeKey(names[index]!)}: ${describeProperty(properties[index]!, depth - 1)}`,
  );
  return text === '' ? '{}' : `{ ${text} }`;
}

function describeKey(key: string): string {
  return apply(exec, BARE_KEY, [key]) === null ? describeString(key) : cut(key);
}

function describeProperty(property: PropertyDescriptor, depth: number): string {
  return hasOwn(property, 'value') ? describe(property.value, depth) : '[getter]';
}

function describeArray(value: object, depth: number): string {
  const length = ownValue(value, 'length');
  if (typeof length !== 'number') return instanceOf(Array.prototype);
  if (length > 0 && depth === 0) return '[…]';
  const text = listOf(length, (index) => {
    const property = getOwnPropertyDescriptor(value, index);
    return property === undefined ? '[empty]' : describeProperty(property, depth - 1);
  });
  return `[${text}]`;
}

function describeMap(value: object, depth: number): string {
  if (!types.isMap(value)) return instanceOf(Map.prototype);
  const entries = apply(entriesOf, value, []);
  return describeCollection('Map', Number(apply(sizeOfMap, value, [])), depth, () => {
    const entry: [unknown, unknown] = apply(nextEntry, entries, []).value;
    return `${describe(entry[0], depth - 1)} => ${describe(entry[1], depth - 1)}`;
  });
}

function describeSet(value: object, depth: number): string {
  if (!types.isSet(value)) return instanceOf(Set.prototype);
  const items = apply(itemsOf, value, []);
  return describeCollection('Set', Number(apply(sizeOfSet, value, [])), depth, () =>
    describe(apply(nextItem, items, []).value, depth - 1),
  );
}

function describeCollection(kind: string, size: number, depth: number, next: () => string): string {
  if (size === 0) return `${kind}(0) {}`;
  return `${kind}(${size}) ${depth === 0 ? '{…}' : `{ ${listOf(size, next)} }`}`;
}

/** The first of some texts, with a sign if there are more. */
function listOf(count: number, textAt: (index: number) => string): string {
  let text = '';
  for (let index = 0; index < count && index < MAX_ITEMS; index++) {
    text += index === 0 ? textAt(index) : `, ${textAt(index)}`;
  }
  return count > MAX_ITEMS ? `${text}, …` : text;
}

function describeDate(value: object): string {
  if (!types.isDate(value)) return instanceOf(Date.prototype);
  const isInvalid = is(apply(getTime, value, []), Number.NaN);
  return `Date ${isInvalid ? 'invalid' : apply(toISOString, value, [])}`;
}

function describeRegExp(value: object): string {
  if (!types.isRegExp(value)) return instanceOf(RegExp.prototype);
  return `RegExp ${cut(`/${apply(sourceOf, value, [])}/`)}`;
}

const WRITERS: ReadonlyMap<object, Writer> = new Map<object, Writer>([
  [Object.prototype, describePlain],
  [Array.prototype, describeArray],
  [Map.prototype, describeMap],
  [Set.prototype, describeSet],
  [Date.prototype, describeDate],
  [RegExp.prototype, describeRegExp],
  ...CORE_WRITERS,
]);
