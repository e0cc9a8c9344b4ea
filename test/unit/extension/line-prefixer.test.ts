import * as assert from 'node:assert/strict';
import { LinePrefixer } from '../../../src/extension/output/line-prefixer';

/** With `<` for the start of a prefix, `>` for its end and `^` for the escape character. */
function shown(parts: readonly (readonly [text: string, prefix: string])[]): string {
  const lines = new LinePrefixer();
  return parts
    .map(([text, prefix]) => lines.write(text, prefix))
    .join('')
    .replaceAll('\u001b[0;2m', '<')
    .replaceAll('\u001b[0m', '>')
    .replaceAll('\u001b', '^');
}

describe('line prefixer', () => {
  it('puts a prefix in front of each line', () => {
    assert.equal(shown([['a\nb\n\n', '1 ']]), '<1 >a\r\n<1 >b\r\n\r\n');
  });

  it('gives a line the prefix of its first character', () => {
    assert.equal(
      shown([
        ['a', '1 '],
        ['b\nc', '2 '],
        ['\n', '3 '],
      ]),
      '<1 >ab\r\n<2 >c\r\n',
    );
  });

  it('begins a line anew after a lone carriage return', () => {
    assert.equal(
      shown([
        ['10 %\r', '1 '],
        ['20 %', '2 '],
        ['\r\nend\r\n', '3 '],
      ]),
      '<1 >10 %\r<2 >20 %\r\n<3 >end\r\n',
    );
  });

  it('takes a line end that comes in two parts for one', () => {
    assert.equal(
      shown([
        ['a\r', '1 '],
        ['\nb', '2 '],
      ]),
      '<1 >a\r\n<2 >b',
    );
  });

  it('keeps colours over a line end without colouring the prefix', () => {
    assert.equal(
      shown([['\u001b[31mred\nstill\u001b[m\nplain', '1 ']]),
      '<1 >^[31mred\r\n<1 >^[31mstill^[m\r\n<1 >plain',
    );
  });

  it('does not take colour 0 for a reset', () => {
    assert.equal(
      shown([['\u001b[1m\u001b[38;5;0mx\ny', '1 ']]),
      '<1 >^[1m^[38;5;0mx\r\n<1 >^[1;38;5;0my',
    );
  });

  it('adds nothing without a prefix', () => {
    assert.equal(shown([['\u001b[31ma\nb\n', '']]), '^[31ma\r\nb\r\n');
  });
});
