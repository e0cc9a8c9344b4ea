/** What a piece of the text timeline stands for. */
export type TextStyle =
  | 'plain'
  | 'dim'
  | 'bold'
  | 'running'
  | 'blocking'
  | 'blocking label'
  | 'ready'
  | 'waiting'
  | 'idle'
  | 'level'
  | 'awaited'
  | 'done'
  | 'failed'
  | 'cancelled';

/** Characters that are drawn, all one column wide. */
export type TextGlyphs = Readonly<
  Record<
    'running' | 'blocking' | 'ready' | 'waiting' | 'idle' | 'done' | 'failed' | 'cancelled',
    string
  > &
    Record<'level' | 'awaited', string> &
    Record<'tick' | 'branch' | 'ellipsis', string>
>;

export const UNICODE_GLYPHS: TextGlyphs = {
  running: '━',
  blocking: '█',
  ready: '░',
  waiting: '─',
  idle: '·',
  level: '▒',
  awaited: '▓',
  done: '●',
  failed: '✕',
  cancelled: '⊘',
  tick: '╷',
  branch: '└ ',
  ellipsis: '…',
};

export const ASCII_GLYPHS: TextGlyphs = {
  running: '=',
  blocking: '#',
  ready: ':',
  waiting: '-',
  idle: '.',
  level: '+',
  awaited: '%',
  done: 'o',
  failed: 'x',
  cancelled: '/',
  tick: '|',
  branch: '- ',
  ellipsis: '...',
};

/** Parameters of the SGR escape sequence (ECMA-48); the terminal's own palette keeps them readable. */
const SGR: Readonly<Record<TextStyle, string>> = {
  plain: '',
  dim: '2',
  bold: '1',
  running: '34',
  blocking: '31',
  'blocking label': '1;31',
  ready: '33',
  waiting: '2',
  idle: '2',
  level: '36',
  awaited: '33',
  done: '32',
  failed: '31',
  cancelled: '33',
};

/** One grapheme with its style; the column behind a wide one has an empty text. */
export interface Cell {
  readonly text: string;
  readonly style: TextStyle;
}

/** Cells as a line of text, with escape sequences if `color`; blanks at the end are left out. */
export function cellsToText(cells: readonly Cell[], color: boolean): string {
  const last = cells.findLastIndex(({ text }) => text !== ' ' && text !== '');
  let line = '';
  let current = '';
  for (const { text, style } of cells.slice(0, last + 1)) {
    const sgr = color ? SGR[style] : '';
    if (sgr !== current) line += `\x1b[0${sgr && `;${sgr}`}m`;
    current = sgr;
    line += text;
  }
  return current === '' ? line : `${line}\x1b[0m`;
}

/** A text in one style. */
export function styled(text: string, style: TextStyle, color: boolean): string {
  return color && SGR[style] ? `\x1b[0;${SGR[style]}m${text}\x1b[0m` : text;
}
