import { Driver } from './driver';

/**
 * Gives the tests of the surrounding `describe` a driver, or skips them where there is none (desktop
 * VS Code has no browser around it). What the window looked like when a test failed is in
 * `screenshots/failed/`.
 * @returns a function to call inside tests and later hooks
 */
export function useDriver(): () => Driver {
  let driver: Driver | undefined;

  before(async function () {
    const port = process.env['LOOPSCOPE_DRIVER'];
    if (!port) this.skip();
    driver = await Driver.connect(Number(port));
  });

  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    await driver?.screenshot(`failed/${test.fullTitle().replaceAll(/\W+/g, '-')}`);
  });

  after(() => {
    driver?.dispose();
    driver = undefined;
  });

  return () => {
    if (!driver) throw new Error('The driver is there only while a test or hook runs.');
    return driver;
  };
}
