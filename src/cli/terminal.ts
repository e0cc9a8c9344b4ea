/** What the CLI needs to know about the world, so that tests can make their own. */
export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** The timeline is printed to a terminal. */
  readonly isTty: boolean;
  /** Columns of the terminal, undefined if it is none. */
  readonly columns: number | undefined;
  /** The next piece of standard input; undefined at its end. */
  read(): Promise<string | undefined>;
  out(text: string): void;
  error(text: string): void;
}

/** Columns if nobody tells: what logs of continuous integration show without a scroll bar. */
const DEFAULT_COLUMNS = 100;
const MAX_COLUMNS = 200;

export function reportWidth({ columns, env }: Terminal): number {
  const asked = columns || Number(env['COLUMNS']) || DEFAULT_COLUMNS;
  return Math.min(MAX_COLUMNS, Math.max(1, Math.floor(asked)));
}

/** See https://no-color.org: the variable counts if it is not empty. */
export function usesColor({ isTty, env }: Terminal): boolean {
  return isTty && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}

/** False only if the locale or the terminal says that it cannot show more than ASCII. */
export function usesUnicode({ env, platform }: Terminal): boolean {
  if (env['TERM'] === 'linux') return false;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  return platform === 'win32' || !locale || /utf-?8/i.test(locale);
}
