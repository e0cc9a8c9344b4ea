import { deepStrictEqual } from 'node:assert/strict';
import { ownPurpose } from '../../../src/analysis/own-tasks';
import { hitDetails } from '../../../src/webview/interaction/hit-details';
import { paint } from '../../../src/webview/render/paint';
import { serverTrace } from '../../support/webview/traces';
import { modelOf, RecordingRenderer, sceneOf, THEME } from './support';

describe("asyncio's own tasks", () => {
  it('are quiet lanes that say what they are for', () => {
    const model = modelOf(serverTrace());
    const scene = sceneOf(model, { headWidth: 400 });
    const renderer = new RecordingRenderer();
    paint(scene, renderer, THEME);
    const [, own] = scene.lanes;
    deepStrictEqual(
      scene.lanes.map(({ name, note, isQuiet }) => [
        ...[name.text, note.text, isQuiet],
        renderer.calls
          .find((call) => call.startsWith(`text '${name.text}'`))
          ?.split(' ')
          .at(-1),
      ]),
      [
        ['main', 'done at 2.000 s', false, 'foreground'],
        ['_accept_connection2', "asyncio's own · done at 1.000 s", true, 'dim'],
        ['greet', 'done at 2.000 s', false, 'foreground'],
      ],
    );
    deepStrictEqual(hitDetails(model, { kind: 'head', lane: own! }, undefined)?.lines, [
      'Asyncio made this task for itself: it takes in a client of a server and calls the function that serves it.',
      "asyncio's own · done at 1.000 s",
      'created at 1.000 s',
    ]);
  });

  it('are not those of a program with a class of the same name', () => {
    const coroutine = 'Server.acceptConnection';
    deepStrictEqual(
      [0, 1].map((creator) => ownPurpose({ coroutine, creator }) !== undefined),
      [true, false],
    );
  });
});
