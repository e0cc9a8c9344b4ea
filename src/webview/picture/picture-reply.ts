import type { Result } from '../../protocol/result';
import type { PictureKind } from '../../protocol/timeline';
import { makePicture } from './make-picture';
import type { PictureInput } from './picture';

/** Answers a request for a picture. Never rejects. `input`: undefined as long as there is no run. */
export async function pictureReply(
  kind: PictureKind,
  input: PictureInput | undefined,
): Promise<Result<Uint8Array>> {
  if (!input) return failure('There is no run yet. Run the scenario first.');
  try {
    return { ok: true, value: await makePicture(kind, input) };
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error));
  }
}

function failure(message: string): Result<never> {
  return { ok: false, error: { code: 'timeline/no-picture', message } };
}
