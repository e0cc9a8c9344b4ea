/** The exit status that Pyodide throws when a program ends the interpreter; undefined for other errors. */
export function exitStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || error.name !== 'Exit') return undefined;
  return 'status' in error && typeof error.status === 'number' ? error.status : undefined;
}
