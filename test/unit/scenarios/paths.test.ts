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

  it('show the folder of the scenario and the working directory, once', function () {
    if (sep !== '/') this.skip();
    const cases = [
      ['/home/ada/tea/brew.py', '/home/ada/tea'],
      ['/home/ada/tea/brew.py', '/home/ada'],
      ['/home/ada/tea/brew.py', '/srv/cups'],
      ['/home/ada/tea/brew.py', '/'],
      ['/brew.py', '/lib'],
      ['/home/ada/tea/brew.py', '/home/ada/teapot'],
      ['/home/ada/..tea/brew.py', '/home/ada'],
    ] as const;
    deepStrictEqual(
      cases.map(([file, cwd]) => visibleFolders(file, cwd)),
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
