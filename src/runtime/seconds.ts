import { repr } from './repr';

/**
 * Throws `TypeError` if a duration or a time is no number. Untyped code may give a text, which would be
 * joined with the time instead of added to it, or an object, which is never more than zero.
 */
export function checkSeconds(value: unknown, name: string): void {
  if (typeof value === 'number') return;
  throw new TypeError(`${name} must be a number of seconds, not ${repr(value)}`);
}
