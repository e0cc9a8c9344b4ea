import { Driver } from './driver';

/**
 * Gives the tests of the surrounding `describe` a driver, or skips them where there is none (desktop
 * VS Code has no browser around it).
 * @returns a function to call inside tests and later hooks
 */
export function useDriver(): () => Driver {
  let driver: Driver | undefined;

  before(async function () {
    const port = process.env['LOOPSCOPE_DRIVER'];
    if (!port) this.skip();
    driver = await Driver.connect(Number(port));
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
