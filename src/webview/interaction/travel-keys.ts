import type { KeyGroup } from './keys';

/** The keys that move the cursor by what happened. */
export const TRAVEL_KEYS: KeyGroup = {
  title: 'Travel in time',
  bindings: [
    {
      chords: ['.'],
      intent: { type: 'travel', by: 'event', direction: 1 },
      text: 'Step to the next event',
    },
    {
      chords: [','],
      intent: { type: 'travel', by: 'event', direction: -1 },
      text: 'Step back to the previous event',
    },
    {
      chords: ['n'],
      intent: { type: 'travel', by: 'step', direction: 1 },
      text: 'Next step of the selected task; of any, if none is selected',
    },
    {
      chords: ['Shift+n'],
      intent: { type: 'travel', by: 'step', direction: -1 },
      text: 'Previous step of the selected task; of any, if none is selected',
    },
    {
      chords: ['l'],
      intent: { type: 'travel', by: 'iteration', direction: 1 },
      text: 'Next iteration of the loop',
    },
    {
      chords: ['Shift+l'],
      intent: { type: 'travel', by: 'iteration', direction: -1 },
      text: 'Previous iteration of the loop',
    },
    { chords: ['f'], intent: { type: 'go-to-finding', step: 1 }, text: 'Next finding' },
    { chords: ['Shift+f'], intent: { type: 'go-to-finding', step: -1 }, text: 'Previous finding' },
    {
      chords: ['Mod+Home'],
      intent: { type: 'travel', by: 'run', direction: -1 },
      text: 'First event of the run',
    },
    {
      chords: ['Mod+End'],
      intent: { type: 'travel', by: 'run', direction: 1 },
      text: 'Last event of the run',
    },
    { chords: [' '], intent: { type: 'play' }, text: 'Play, or pause' },
    { chords: ['>'], intent: { type: 'change-speed', step: 1 }, text: 'Play faster' },
    { chords: ['<'], intent: { type: 'change-speed', step: -1 }, text: 'Play slower' },
  ],
};
