import { deepStrictEqual } from 'node:assert/strict';
import { sep } from 'node:path';
import { guestPath, hostPath, visibleFolders } from '../../../src/scenarios/python/paths';

describe('paths inside the interpreter', () => {
  it('are those of the machine, with drives as folders', () => {
    const paths = ['/home/ada/tea.py', 'C:\\Users\\ada\\tea.py'];
    const inside = ['/home/ada/tea.py', '/C:/Users/ada/tea.py'];
    deepStrictEqual(paths.map(guestPath), inside);
    deepStrictEqual(inside.map(hostPath), paths);
  });

  it('show each folder once, and none that is in another', function () {
    if (sep !== '/') this.skip();
    const cases = [
      ['/home/ada/tea', '/home/ada/tea'],
      ['/home/ada/tea', '/home/ada', '/home/ada/tea/cups'],
      ['/home/ada/tea', '/srv/cups'],
      ['/home/ada/tea', '/'],
      ['/', '/lib'],
      ['/home/ada/tea', '/home/ada/teapot'],
      ['/home/ada/..tea', '/home/ada'],
    ];
    deepStrictEqual(
      cases.map((folders) => visibleFolders(folders)),
      [
        ['/home/ada/tea'],
        ['/home/ada'],
        ['/home/ada/tea', '/srv/cups'],
        ['/home/ada/tea'],
        [],
        ['/home/ada/tea', '/home/ada/teapot'],
        ['/home/ada'],
      ],
    );
  });
});
