import { deepStrictEqual } from 'node:assert/strict';
import { tracebackAt } from '../../../src/webview/model/tracebacks';
import { TraceBuilder } from '../../support/trace-builder';
import { modelOf } from './support';

/** The traceback that begins with the first of these lines of standard error. */
function tracebackOf(lines: readonly string[], stream = 2) {
  const t = new TraceBuilder();
  for (const line of lines) t.output(1, 0, `${line}\n`, stream);
  return tracebackAt(modelOf(t.end(1)).outputs.lines, 0);
}

const HEAD = 'Traceback (most recent call last):';

describe('tracebacks', () => {
  it('end with their exception, not with what follows it', () => {
    deepStrictEqual(
      [
        tracebackOf([HEAD, '  File "a.py", line 1', '    x', 'KeyError: 1', 'Warning: hot']),
        tracebackOf([HEAD, '  File "a.py", line 1', 'ValueError', HEAD, '  File "b.py"', 'Other']),
        tracebackOf(['  File "a.py", line 4', '    def f()', '        ^', "SyntaxError: ':'"]),
      ],
      [
        { last: 3, exception: 'KeyError: 1' },
        { last: 2, exception: 'ValueError' },
        { last: 3, exception: "SyntaxError: ':'" },
      ],
    );
  });

  it('of groups are read up to the end of the group, and told by its own line', () => {
    const lines = [
      '  + Exception Group Traceback (most recent call last):',
      '  |   File "a.py", line 1, in <module>',
      '  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)',
      '  +-+---------------- 1 ----------------',
      '    | Traceback (most recent call last):',
      '    | ValueError: no tea',
      '    +------------------------------------',
      'after',
    ];
    deepStrictEqual(tracebackOf(lines), {
      last: 6,
      exception: 'ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)',
    });
  });

  it('are none without an exception, on standard output, or of other lines', () => {
    deepStrictEqual(
      [
        tracebackOf([HEAD, '  File "a.py", line 1']),
        tracebackOf([HEAD, 'KeyError'], 1),
        tracebackOf(['KeyError: 1', '  more of it']),
      ],
      [undefined, undefined, undefined],
    );
  });
});
