import { open, writeFile } from 'node:fs/promises';
import type { Terminal } from './terminal';

/** Writes a file. Returns false if that failed; the user has been told. `what`: such as "The trace". */
export function saveBytes(
  path: string,
  what: string,
  bytes: Uint8Array,
  terminal: Terminal,
): Promise<boolean> {
  return told(what, terminal, () => writeFile(path, bytes));
}

/** The same for a text that comes in pieces. */
export function savePieces(
  path: string,
  what: string,
  pieces: Iterable<string>,
  terminal: Terminal,
): Promise<boolean> {
  return told(what, terminal, async () => {
    const file = await open(path, 'w');
    try {
      for (const piece of pieces) await file.writeFile(piece);
    } finally {
      await file.close();
    }
  });
}

async function told(
  what: string,
  terminal: Terminal,
  write: () => Promise<void>,
): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    terminal.error(`loopscope: ${what} could not be saved (${reason}). Name another file.\n`);
    return false;
  }
}
