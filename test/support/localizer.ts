import type { Localizer } from '../../src/extension/localizer';

/** Translates nothing, as VS Code does for English. */
export const english: Localizer = {
  t: (message, ...args) => message.replace(/\{(\d+)\}/g, (_, index) => String(args[index])),
};
