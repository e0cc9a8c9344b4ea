/**
 * A mistake in Loopscope itself, never in the user's program. It is a class of its own so that no
 * code path can mistake one for the other.
 */
export class InternalError extends Error {
  override readonly name = 'InternalError';

  constructor(message: string, options?: ErrorOptions) {
    super(`Internal error in Loopscope: ${message} Please report this.`, options);
  }
}

/** States an invariant. Throws `InternalError` with `message`, a full sentence, if it is broken. */
export function assertThat(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InternalError(message);
}
