/** What makes `await` give a result, for the type checker. */
export interface HasResult<T> {
  /**
   * Tells the type checker what `await` gives; there is no such method.
   * @deprecated Await the future, or use `addDoneCallback`.
   */
  then<R = T, E = never>(
    onResult?: ((value: T) => R | PromiseLike<R>) | null,
    onError?: ((error: unknown) => E | PromiseLike<E>) | null,
  ): Promise<R | E>;
}

export declare const HasResultBase: abstract new <T>() => HasResult<T>;
