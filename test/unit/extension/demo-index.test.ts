import * as assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { parseDemoIndex } from '../../../src/extension/demos/demo-index';

describe('the list of demos', () => {
  it('names files that exist', () => {
    const demos = parseDemoIndex(readFileSync('media/demos/index.json', 'utf8'));
    assert.ok(demos.length >= 3);
    for (const { file } of demos) assert.ok(existsSync(`media/demos/${file}`), file);
  });

  for (const text of ['', '{}', '[1]', '[{"title": "Tea"}]']) {
    it(`is refused if it is ${text || 'empty'}`, () => {
      assert.throws(() => parseDemoIndex(text), SyntaxError);
    });
  }
});
