import { deepStrictEqual } from 'node:assert/strict';
import { SceneBuilder } from '../../../src/webview/layout/build-scene';
import { metricsFor } from '../../../src/webview/layout/metrics';
import {
  areLanesLow,
  hasRoomForInspector,
  wantedHeight,
} from '../../../src/webview/layout/page-heights';
import { rowsOf } from '../../../src/webview/model/rows';
import { INITIAL_VIEW } from '../../../src/webview/view-state';
import { blockedSleepTrace } from '../../support/trace-builder';
import { METRICS, modelOf, sceneInput } from './support';

describe('heights on the page', () => {
  it('are wanted so that axis, loop, all lanes and all outputs are seen', () => {
    const model = modelOf(blockedSleepTrace());
    const lanes = rowsOf(model, INITIAL_VIEW).length;
    // 30 px axis, the lane of the loop and three tasks of 44 px, and 9 + 4 × 17 + 8 px of outputs.
    deepStrictEqual([lanes, wantedHeight(model, lanes, METRICS)], [3, 30 + 4 * 44 + 85]);
  });

  it('give lanes 60 % of the page before the inspector opens, or less if they need less', () => {
    deepStrictEqual(
      [
        // 900 − 130 − 540 = 230
        hasRoomForInspector(900, 130, 5_000),
        // 600 − 130 − 360 = 110
        hasRoomForInspector(600, 130, 5_000),
        // 600 − 130 − 350 = 120
        hasRoomForInspector(600, 130, 350),
      ],
      [true, false, true],
    );
  });

  it('make lanes low where they do not fit into a low canvas', () => {
    deepStrictEqual(
      [areLanesLow(300, 301, 13), areLanesLow(300, 300, 13), areLanesLow(390, 5_000, 13)],
      [true, false, false],
    );
  });

  it('let a low lane have its note beside its name, and none if there is no room', () => {
    const model = modelOf(blockedSleepTrace());
    const heads = (headWidth: number) =>
      new SceneBuilder()
        .build({ ...sceneInput(model, { headWidth }), metrics: metricsFor(13, true) })
        .lanes.map(({ name, note, height }) => [
          height,
          [name.text, name.x, name.y],
          [note.text, note.x, note.y],
        ]);
    // Lanes of 30 px begin below the axis and the loop, at 60 px; a letter is 7 px wide.
    deepStrictEqual(
      [heads(200)[1], heads(90)[1]],
      [
        [30, ['func1', 28, 105], ['done at 2.000 s', 73, 105]],
        [30, ['func1', 22, 105], ['', 67, 105]],
      ],
    );
  });
});
