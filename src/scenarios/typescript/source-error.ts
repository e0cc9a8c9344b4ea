import type { Position } from '../../trace/schema';

/** What is wrong with the text of a file, so that it cannot be run; it has a place, but no stack. */
export class SourceError extends Error {
  override readonly name: string = 'SyntaxError';

  constructor(
    message: string,
    readonly position: Position,
  ) {
    super(message);
  }
}

/** An import names a file that does not exist. */
export class ImportError extends SourceError {
  override readonly name = 'ImportError';
}
