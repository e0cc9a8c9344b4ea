import type { TestingApi } from '../../../src/extension/testing';
import { deterministic, testing, tidyUp } from './loopscope';

/**
 * Gives the tests of the surrounding `describe` the extension, with runs that do not depend on how busy the
 * machine is, and tidies up after each of them.
 * @returns a function to call inside tests and later hooks
 */
export function useExtension(): () => TestingApi {
  let api: TestingApi | undefined;

  before(async () => {
    api = await testing();
    await deterministic();
  });

  afterEach(() => tidyUp(extension()));

  function extension(): TestingApi {
    if (!api) throw new Error('The extension is there only while a test or hook runs.');
    return api;
  }
  return extension;
}
