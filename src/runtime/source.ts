/** A line of the user's source, and the function that it belongs to. */
export interface Place {
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  readonly name: string;
}

/** What a host knows about the source of the program that runs on the core. */
export interface Source {
  /** The place behind a number that the host gave to a coroutine. */
  place(site: number): Place | undefined;
  /** The calls of the program's own functions that led here, innermost first. */
  calls(): readonly Place[];
  /** The calls of the program's own functions through which an error came, innermost first. */
  callsOf(error: unknown): readonly Place[];
  /** The text of a line, without its indentation. */
  text(file: string, line: number): string | undefined;
}

const UNKNOWN: Source = {
  place: () => undefined,
  calls: () => [],
  callsOf: () => [],
  text: () => undefined,
};

let current = UNKNOWN;

/** For the host: where the core looks places up; undefined takes the host away. */
export function setSource(source: Source | undefined): void {
  current = source ?? UNKNOWN;
}

export function getSource(): Source {
  return current;
}
