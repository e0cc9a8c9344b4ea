import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  CATEGORY,
  COMMANDS,
  CONTEXT_KEYS,
  SETTINGS,
  TIMELINE_VIEW_TYPE,
  TRACE_VIEW_TYPE,
  VIEWS,
} from '../../../src/extension/contributions';
import { TRACE_FILE_EXTENSION } from '../../../src/trace/file';

interface Manifest {
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly Record<string, unknown>[];
    readonly menus: Record<string, readonly { command: string; when: string }[]>;
    readonly keybindings: readonly { command: string; key: string; mac: string; when: string }[];
    readonly customEditors: readonly {
      readonly viewType: string;
      readonly selector: readonly { readonly filenamePattern: string }[];
    }[];
    readonly views: Record<string, readonly { id: string }[]>;
    readonly configuration: { readonly properties: Record<string, Record<string, unknown>> };
  };
}

const text = readFileSync('package.json', 'utf8');
const manifest: Manifest = JSON.parse(text);
const nls: Record<string, string> = JSON.parse(readFileSync('package.nls.json', 'utf8'));

describe('contributions', () => {
  it('lists the commands of package.json, each with a category, an icon and a condition', () => {
    const own = (name: string) => ({
      light: `media/icons/${name}-light.svg`,
      dark: `media/icons/${name}-dark.svg`,
    });
    const expected = Object.entries(COMMANDS).map(([command, { title, icon, enablement }]) => ({
      command,
      category: CATEGORY,
      title,
      icon: icon.startsWith('$(') ? icon : own(icon),
      enablement,
    }));
    const declared = manifest.contributes.commands.map((command) => ({
      ...command,
      title: localized(command['title']),
    }));
    assert.deepEqual(declared, expected);
  });

  it('lists the settings of package.json, each with a description', () => {
    const { properties } = manifest.contributes.configuration;
    const declared = Object.entries(properties).map(([name, property]) => {
      const { type, default: value, scope } = property;
      assert.ok(localized(property['markdownDescription']).endsWith('.'), name);
      const values = property['enum'] ? { enum: property['enum'] } : {};
      return [name, { type, default: value, ...values, scope }];
    });
    const expected = Object.entries(SETTINGS).map(([name, value]) => [`loopscope.${name}`, value]);
    assert.deepEqual(Object.fromEntries(declared), Object.fromEntries(expected));
  });

  it('has menus only for commands that exist, each with a condition', () => {
    for (const item of Object.values(manifest.contributes.menus).flat()) {
      assert.ok(item.command in COMMANDS, item.command);
      assert.ok(item.when, item.command);
    }
  });

  it('has keys only for commands that exist, each with a condition, and none twice', () => {
    const { keybindings } = manifest.contributes;
    for (const { command, key, when } of keybindings) {
      assert.ok(command in COMMANDS, command);
      const needed = isOfJupyter({ key }) ? CONTEXT_KEYS.hasCells : CONTEXT_KEYS.hasRun;
      assert.ok(when.includes(needed), command);
    }
    for (const platform of ['key', 'mac'] as const) {
      assert.equal(new Set(keybindings.map((one) => one[platform])).size, keybindings.length);
    }
  });

  it('takes the keys of Jupyter in files with cells alone, and leaves them to Jupyter where that is', () => {
    const when =
      'editorTextFocus && loopscope.hasCells && resourceLangId == python && !jupyter.hascodecells';
    assert.deepEqual(manifest.contributes.keybindings.filter(isOfJupyter), [
      { command: 'loopscope.runCell', key: 'ctrl+enter', mac: 'cmd+enter', when },
      { command: 'loopscope.runCellAndAdvance', key: 'shift+enter', mac: 'shift+enter', when },
    ]);
  });

  it('leaves VS Code its other keys, and takes keys in editors only of our languages', () => {
    const keybindings = manifest.contributes.keybindings.filter((one) => !isOfJupyter(one));
    const taken = keybindings.flatMap(({ key, mac }) => [
      ...(VS_CODE_KEYS.has(key) ? [key] : []),
      ...(VS_CODE_MAC_KEYS.has(mac) ? [mac] : []),
    ]);
    assert.deepEqual(taken, []);
    for (const { command, when } of keybindings) {
      for (const condition of when.split(' || ').filter((one) => one.includes('editorTextFocus'))) {
        assert.match(
          condition,
          /resourceLangId =~ \/\^\(python\|typescript\|javascript\)\$\//,
          command,
        );
      }
    }
  });

  it('conditions menus only on context keys that are set', () => {
    const known: readonly string[] = Object.values(CONTEXT_KEYS);
    const other = [VIEWS.tasks, TIMELINE_VIEW_TYPE, TRACE_VIEW_TYPE, ...Object.keys(COMMANDS)];
    const conditions = [...text.matchAll(/"(?:when|enablement)": "([^"]*)"/g)];
    for (const [, condition = ''] of conditions) {
      for (const [name] of condition.matchAll(/loopscope\.\w+/g)) {
        assert.ok(known.includes(name) || other.includes(name), name);
      }
    }
  });

  it('names the views and the panel as package.json does', () => {
    assert.equal(manifest.contributes.views[VIEWS.container]?.[0]?.id, VIEWS.tasks);
    assert.ok(manifest.activationEvents.includes(`onWebviewPanel:${TIMELINE_VIEW_TYPE}`));
    const [editor] = manifest.contributes.customEditors;
    assert.equal(editor?.viewType, TRACE_VIEW_TYPE);
    assert.deepEqual(editor.selector, [{ filenamePattern: `*${TRACE_FILE_EXTENSION}` }]);
  });

  it('uses every text of package.nls.json and misses none', () => {
    const used = new Set([...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!));
    assert.deepEqual([...used].sort(), Object.keys(nls).sort());
  });

  it('has its icons', () => {
    const paths = [...text.matchAll(/"(media\/icons\/[^"]+)"/g)].map(([, path]) => path!);
    for (const path of paths) assert.ok(readFileSync(path).length > 0, path);
  });
});

/** Runs a cell in Jupyter, and inserts a line in any other editor. */
const JUPYTER_KEYS = new Set(['ctrl+enter', 'shift+enter']);

/**
 * Default keys of VS Code near ours on Windows or Linux: Auto Fix, Quick Fix, Settings, find, word wrap and more.
 */
const VS_CODE_KEYS = keys(`
  alt+shift+. ctrl+. ctrl+, ctrl+shift+. ctrl+shift+, ctrl+alt+. alt+[ alt+] alt+- alt+=
  alt+c alt+h alt+k alt+l alt+n alt+p alt+r alt+t alt+w alt+z
  alt+shift+a alt+shift+c alt+shift+d alt+shift+f alt+shift+h alt+shift+i alt+shift+o
  alt+f3 alt+f5 alt+f8 alt+f9 alt+f10 alt+shift+f8 alt+shift+f9 alt+shift+f10 alt+shift+f11
  f8 f9 f10 f11 shift+f8 shift+f9 shift+f10 shift+f11 ctrl+f9 ctrl+shift+f9 ctrl+shift+f10
  alt+left alt+right alt+up alt+down alt+home alt+end alt+pageup alt+pagedown
`);

/** The same on a Mac, where Alt with a letter or a mark writes another sign. */
const VS_CODE_MAC_KEYS = keys(`
  cmd+alt+. cmd+. cmd+, cmd+shift+. cmd+shift+, cmd+alt+[ cmd+alt+] ctrl+- ctrl+shift+- ctrl+/
  alt+. alt+, alt+shift+. alt+shift+, alt+j alt+shift+j
  ctrl+a ctrl+b ctrl+d ctrl+e ctrl+f ctrl+g ctrl+h ctrl+j ctrl+k ctrl+l ctrl+n ctrl+o ctrl+p ctrl+q ctrl+r ctrl+t
  cmd+f9 cmd+shift+f9 f8 f9 f10 f11 shift+f8 shift+f9 shift+f10 shift+f11
`);

function keys(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** What a user reads in place of `%key%`. */
function localized(value: unknown): string {
  const key = String(value).replace(/^%|%$/g, '');
  return nls[key] ?? '';
}

function isOfJupyter({ key }: { readonly key: string }): boolean {
  return JUPYTER_KEYS.has(key);
}
