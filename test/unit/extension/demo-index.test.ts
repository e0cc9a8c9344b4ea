import * as assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parseDemoIndex } from '../../../src/extension/demos/demo-index';

describe('the list of demos', () => {
  const demos = parseDemoIndex(readFileSync('media/demos/index.json', 'utf8'));

  it('names every file in the folder, once', () => {
    const listed = demos.flatMap(({ files }) => files).sort();
    const present = readdirSync('media/demos').filter((file) => file !== 'index.json');
    assert.deepEqual(listed, present.sort());
  });

  it('keeps the demos of a group together', () => {
    const groups = demos.map(({ group }) => group);
    const changes = groups.filter((group, index) => group !== groups[index - 1]);
    assert.deepEqual(changes, [...new Set(groups)]);
  });

  it('has a question or a lesson at the head of each file, under the title of the list', () => {
    for (const { title, files } of demos) {
      const [story] = title.split(':', 1);
      for (const file of files) {
        const head = readFileSync(`media/demos/${file}`, 'utf8').slice(0, 400);
        assert.match(head, new RegExp(`^("""|/\\*\\*\n \\* )${story}`), file);
        assert.match(head, /The (question|lesson): /, file);
      }
    }
  });

  it('is complete in the README', () => {
    const readme = readFileSync('README.md', 'utf8');
    const stories = demos.map(({ title }) => title.split(':', 1)[0]!);
    assert.deepEqual(
      stories.filter((story) => !readme.includes(`_${story}_`)),
      [],
    );
  });

  const entry = { group: 'a', title: 'b', description: 'c', detail: 'd' };
  const damaged = [entry, { ...entry, files: [] }, { ...entry, files: [1] }];
  for (const text of ['', '{}', '[1]', ...damaged.map((one) => JSON.stringify([one]))]) {
    it(`is refused if it is ${text || 'empty'}`, () => {
      assert.throws(() => parseDemoIndex(text), SyntaxError);
    });
  }
});
