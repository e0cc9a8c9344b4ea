import type { Expression } from '../model/expression';
import type { Statement } from '../model/program';
import type { Builder, Scope } from './builder';

/** Makes a statement, or nothing if none of its kind fits there. */
export type StatementMaker = (builder: Builder, scope: Scope) => Statement | undefined;

/** A part of asyncio that a program may be about. A maker that stands twice is taken twice as often. */
export interface Theme {
  /** Adds what the functions share. */
  declare?(builder: Builder): void;
  /** Statements with which `main` begins, so that others find what they speak of. */
  begin?(builder: Builder): Statement[];
  /** Statements that await nothing, so that callbacks may hold them, too. */
  readonly anywhere: readonly StatementMaker[];
  readonly inCoroutines: readonly StatementMaker[];
  /** What can be awaited. */
  readonly awaitables?: ReadonlyArray<(builder: Builder, scope: Scope) => Expression>;
}

/** Deeper blocks are not made. */
export const MAX_DEPTH = 3;
