import { types } from 'node:util';

/*
 * Reads objects of the program without calling any code of it. What is used for that is taken when no
 * program has run yet, since programs may put functions of their own in its place.
 */

export const { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
export const { hasOwn, is } = Object;

/** The function behind a getter of one of JavaScript's own classes. */
export function getterOf(prototype: object, name: string): () => unknown {
  const getter = getOwnPropertyDescriptor(prototype, name)?.get;
  if (getter === undefined) throw new TypeError(`There is no getter ${name}.`);
  return getter;
}

/** The value of a property of the object itself, undefined if it has none or a getter. */
export function ownValue(object: object, key: PropertyKey): unknown {
  const property = getOwnPropertyDescriptor(object, key);
  return property && hasOwn(property, 'value') ? property.value : undefined;
}

/** As `ownValue`, but empty for all that is no string. */
export function ownText(object: object, key: PropertyKey): string {
  const value = ownValue(object, key);
  return typeof value === 'string' ? value : '';
}

/** The name of the nearest class of a prototype, as far as it can be read off. */
export function className(prototype: object): string {
  for (let one: object | null = prototype; one && !types.isProxy(one); one = getPrototypeOf(one)) {
    const made = ownValue(one, 'constructor');
    const name = typeof made === 'function' && !types.isProxy(made) ? ownText(made, 'name') : '';
    if (name !== '') return name;
  }
  return 'Object';
}
