import { deepStrictEqual } from 'node:assert/strict';
import { explain } from '../../../../src/analysis/explain/explain';
import {
  capitalised,
  type LinkTarget,
  linked,
  listed,
  listedUpTo,
  NOTHING,
  type Passage,
  say,
} from '../../../../src/analysis/explain/passage';
import { Explained } from '../../../support/explanations';
import { blockedSleepTrace } from '../../../support/trace-builder';

const ADA = linked('ada', { kind: 'task', task: 1 });
const NOON = linked('12.000 s', { kind: 'moment', time: 12 });

/** The linked parts of a text. */
function links({ text, links: all }: Passage): [string, LinkTarget['kind']][] {
  return all.map(({ from, to, target }) => [text.slice(from, to), target.kind]);
}

describe('Passages', () => {
  it('keep links where their texts are', () => {
    const passage = say`At ${NOON}, ${3} of ${say`those of ${ADA}`}.`;
    deepStrictEqual(
      [passage.text, links(passage)],
      [
        'At 12.000 s, 3 of those of ada.',
        [
          ['12.000 s', 'moment'],
          ['ada', 'task'],
        ],
      ],
    );
  });

  it('are listed as one would say it', () => {
    const lists = [listed([]), listed([ADA]), listed([ADA, 'bob']), listed(['a', 'b', ADA])];
    const short = [listedUpTo(2, ['a', 'b']), listedUpTo(2, ['a', 'b', 'c', 'd'])];
    deepStrictEqual(
      [...lists, ...short].map(({ text }) => text),
      ['', 'ada', 'ada and bob', 'a, b and ada', 'a and b', 'a, b and 2 more'],
    );
    deepStrictEqual(links(listed(['a', 'b', ADA])), [['ada', 'task']]);
  });

  it('begin with a capital letter unless that is a name or code', () => {
    const passages = [say`its turn`, say`${ADA} ran`, say`at ${NOON}`, say`\`f()\` ran`, NOTHING];
    deepStrictEqual(
      passages.map((passage) => capitalised(passage).text),
      ['Its turn', 'ada ran', 'At 12.000 s', '`f()` ran', ''],
    );
  });

  it('lead from an explanation to tasks, moments and lines', () => {
    const { narrator, timeline } = new Explained(blockedSleepTrace(), 'blocked.py');
    const late = timeline.task(2)!.intervals[3]!;
    const { headline, sentences } = explain(narrator, { kind: 'interval', interval: late })!;
    deepStrictEqual([headline, ...sentences].map(links), [
      [
        ['func1', 'task'],
        ['1.000 s', 'moment'],
        ['2.000 s', 'moment'],
      ],
      [
        ['func1', 'task'],
        ['1.000 s', 'moment'],
      ],
      [
        ['func2', 'task'],
        ['line 12', 'position'],
        ['2.000 s', 'moment'],
        ['func1', 'task'],
      ],
    ]);
    const elsewhere = new Explained(blockedSleepTrace(), 'C:\\scenarios\\other.py').narrator;
    const texts = explain(elsewhere, { kind: 'interval', interval: late })!.sentences;
    deepStrictEqual(
      texts.map(({ text }) => text),
      [
        'func1 was due at 1.000 s.',
        'The loop was busy with func2 (`time.sleep(2)`, blocked.py, line 12) until 2.000 s, so func1 ran 1.000 s late.',
      ],
    );
  });
});
