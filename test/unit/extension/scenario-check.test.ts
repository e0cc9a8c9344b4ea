import * as assert from 'node:assert/strict';
import {
  findProblem,
  isEmpty,
  type ScenarioFacts,
} from '../../../src/extension/run/scenario-check';

const python: ScenarioFacts = {
  trusted: true,
  scheme: 'file',
  path: '/work/tea.py',
  languageId: 'python',
};

describe('scenario check', () => {
  const cases: readonly [Partial<ScenarioFacts>, string | undefined][] = [
    [{}, undefined],
    [{ languageId: '' }, undefined],
    [{ path: '/work/tea' }, undefined],
    [{ path: '/work/TEA.PY', languageId: '' }, undefined],
    [{ trusted: false }, 'untrusted'],
    [{ trusted: false, path: '/work/tea.txt', languageId: 'plaintext' }, 'untrusted'],
    [{ scheme: 'untitled', path: 'Untitled-1' }, 'never-saved'],
    [{ scheme: 'git' }, 'not-on-disk'],
    [{ scheme: 'vscode-vfs' }, 'not-on-disk'],
    [{ path: '/work/tea.ts', languageId: 'typescript' }, undefined],
    [{ path: '/work/tea.mjs', languageId: '' }, undefined],
    [{ path: '/work/tea.ts', languageId: 'plaintext' }, undefined],
    [{ path: '/work/tea', languageId: 'typescript' }, 'other-language'],
    [{ path: '/work/tea.tsx', languageId: 'typescriptreact' }, 'other-language'],
    [{ scheme: 'untitled', path: 'Untitled-1', languageId: 'javascript' }, 'never-saved'],
    [{ scheme: 'git', path: '/work/tea.js', languageId: 'javascript' }, 'not-on-disk'],
    [{ path: '/work/tea.txt', languageId: 'plaintext' }, 'other-language'],
    [{ scheme: 'untitled', path: 'Untitled-1', languageId: 'plaintext' }, 'other-language'],
    [{ path: '/work/tea.python', languageId: '' }, 'other-language'],
  ];
  for (const [facts, problem] of cases) {
    it(`${JSON.stringify(facts)}: ${problem ?? 'can be run'}`, () => {
      assert.equal(findProblem({ ...python, ...facts }), problem);
    });
  }

  it('knows what is empty', () => {
    assert.deepEqual(['', ' \n\t\r\n', '\uFEFF\n', '# tea'].map(isEmpty), [
      true,
      true,
      true,
      false,
    ]);
  });
});
