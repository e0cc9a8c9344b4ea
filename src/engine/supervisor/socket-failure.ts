import type { NetworkFailure } from '../../runtime/network';

/** What an error of Node's sockets says, in a form that can be sent. */
export function failureOf(error: unknown): NetworkFailure {
  if (!(error instanceof Error)) return { code: '', text: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { code, text: error.message };
}
