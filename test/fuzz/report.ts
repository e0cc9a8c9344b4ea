import { renderPython } from './render/python';
import { renderTypeScript } from './render/typescript';
import type { Divergence } from './run/session';

const NAMES = { core: 'the core', native: 'native CPython' } as const;
/** Lines of the log that both have, before the first difference. */
const CONTEXT_LINES = 5;

/** A divergence as a bug report: the program in both languages, and where the logs part. */
export function describeDivergence({ program, party, difference, expected }: Divergence): string {
  const { line } = difference;
  return [
    `Seed ${program.seed}: ${NAMES[party]} does not do what embedded CPython does.`,
    '',
    '--- Python ---',
    renderPython(program),
    '--- TypeScript ---',
    renderTypeScript(program),
    `--- First difference: line ${line + 1} of the logs (iteration | seconds, function, event) ---`,
    ...expected.slice(Math.max(0, line - CONTEXT_LINES), line).map((one) => `  both:    ${one}`),
    `  CPython: ${difference.expected ?? '(the log ends)'}`,
    `  ${party === 'core' ? 'core:   ' : 'native: '} ${difference.actual ?? '(the log ends)'}`,
  ].join('\n');
}
