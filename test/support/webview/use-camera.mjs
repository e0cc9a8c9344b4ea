import { hasPackagedBrowser } from '../../../scripts/vscode/browser.mjs';
import { ViewCamera } from './view-pictures.mjs';

/** Of each test, on a machine that has much else to do. */
const LIMIT_MS = 120_000;

/**
 * Gives the tests of the surrounding `describe` a camera and time enough, or skips them where the browser
 * of the package does not run.
 * @param {Mocha.Suite} suite
 * @returns {() => ViewCamera} a function to call inside tests
 */
export function useCamera(suite) {
  suite.timeout(LIMIT_MS);
  /** @type {ViewCamera | undefined} */
  let camera;

  before(async function () {
    try {
      camera = await ViewCamera.open();
    } catch (error) {
      // Where it must run, not running is a fault.
      if (hasPackagedBrowser && 'CI' in process.env) throw error;
      console.log('      The browser from npm does not run here, so these tests are skipped.');
      console.log(`      ${error.message.split('\n')[0]}`);
      this.skip();
    }
  });

  after(() => camera?.close());

  return () => {
    if (!camera) throw new Error('The camera is there only while a test runs.');
    return camera;
  };
}
