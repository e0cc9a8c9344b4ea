import { deepStrictEqual, throws } from 'node:assert/strict';
import { decodeSnapshot, encodeSnapshot } from '../../../src/engine/snapshot';

describe('a snapshot file', () => {
  const image = Uint8Array.of(1, 2, 3, 4, 5);
  const file = Buffer.from(encodeSnapshot(image));

  it('gives back what was put in', () => {
    deepStrictEqual([...decodeSnapshot(file)], [...image]);
  });

  it('is refused if it is not whole', () => {
    for (let length = 0; length < file.length; length++) {
      throws(() => decodeSnapshot(file.subarray(0, length)), { name: 'SnapshotError' });
    }
    throws(() => decodeSnapshot(Buffer.concat([file, file])), { name: 'SnapshotError' });
  });
});
