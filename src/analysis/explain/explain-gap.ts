import type { Explanation } from './explanation';
import { firstSpanAfter } from './loop-load';
import type { Narrator } from './narrator';
import { type Passage, say } from './passage';
import { quoted } from './step-words';

/** Why the loop neither ran anything nor was idle at `time` (seconds). */
export function explainGap(n: Narrator, time: number): Explanation {
  const { loop, end, runEnd } = n.timeline;
  const next = firstSpanAfter(loop, time);
  const from = loop.at(next - 1)?.to;
  const to = loop.at(next)?.from;
  const headline = say`No loop ran ${n.span(from ?? 0, to ?? end)}`;
  const held = heldSentence(n, from ?? 0, to ?? end);
  if (from === undefined)
    return { headline, sentences: [say`The program had not started its loop yet.`, ...held] };
  if (to !== undefined) {
    return { headline, sentences: [say`The program was between two runs of its loops.`, ...held] };
  }
  const last = runEnd
    ? say`The loop had nothing more to do, and the run ended at ${n.time(runEnd.time)}.`
    : say`Nothing has happened since.`;
  return { headline, sentences: [last, ...held] };
}

/** What held the program outside of its loop. */
function heldSentence(n: Narrator, from: number, to: number): Passage[] {
  const { trace, timeline } = n;
  const block = timeline.blocks.find(
    (event) => trace.time(event) >= from && trace.value(event) <= to,
  );
  if (block === undefined) return [];
  const line = n.inBrackets(trace.positionOf(block));
  return [say`${quoted(trace.text(trace.a(block)))}${line} held the program.`];
}
