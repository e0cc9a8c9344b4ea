// One build() call for each bundle. `node esbuild.mjs --watch` rebuilds on change.
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { context } from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** The name under `contributes.typescriptServerPlugins` in `package.json`. */
const PLUGIN_PACKAGE = 'loopscope-typescript-plugin';

const node = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  sourcemap: true,
  minify: production,
  loader: { '.py': 'text' },
  logLevel: 'warning',
};

/**
 * Threads that run programs keep their names: users see those of callbacks. `keepNames` would be
 * dearer, since it names every closure again whenever it is made.
 */
const worker = {
  ...node,
  minify: false,
  minifyWhitespace: production,
  minifySyntax: production,
};

/** `import suites from 'suites:./folder'` loads every *.suite.ts in it, so none can be forgotten. */
const suites = {
  name: 'suites',
  setup(build) {
    build.onResolve({ filter: /^suites:/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice('suites:'.length)),
      namespace: 'suites',
    }));
    build.onLoad({ filter: /./, namespace: 'suites' }, ({ path }) => {
      const files = readdirSync(path)
        .filter((name) => name.endsWith('.suite.ts'))
        .sort();
      const imports = files.map((name) => `() => import('./${name}')`);
      return {
        contents: `export default [${imports.join(', ')}];`,
        resolveDir: path,
        watchDirs: [path],
      };
    });
  },
};

const bundles = {
  extension: {
    ...node,
    entryPoints: ['src/extension/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
  },
  supervisor: {
    ...node,
    entryPoints: ['src/engine/supervisor/main.ts'],
    outfile: 'dist/supervisor.js',
  },
  pythonWorker: {
    ...worker,
    entryPoints: ['src/engine/worker/python.ts'],
    outfile: 'dist/python-worker.js',
  },
  typescriptWorker: {
    ...worker,
    entryPoints: ['src/engine/worker/typescript.ts'],
    outfile: 'dist/typescript-worker.js',
  },
  cli: {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
  typescriptPlugin: {
    ...node,
    entryPoints: ['src/typescript-plugin/index.ts'],
    outfile: 'dist/typescript-plugin.js',
  },
  webview: {
    ...node,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: ['src/webview/main.ts'],
    outfile: 'dist/webview.js',
  },
  tests: {
    ...node,
    entryPoints: testFiles(),
    outdir: 'dist/test',
    outbase: 'test',
    external: ['vscode', 'mocha', 'typescript'],
    plugins: [suites],
  },
  bench: { ...node, entryPoints: ['test/bench/index.ts'], outfile: 'dist/bench/index.js' },
  conformance: {
    ...node,
    entryPoints: ['test/conformance/index.ts', 'test/conformance/plain-child.ts'],
    outdir: 'dist/conformance',
  },
  benchUi: {
    ...node,
    entryPoints: ['test/bench/ui/material.ts'],
    outfile: 'dist/bench/ui-material.js',
  },
  benchPages: {
    ...node,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: ['test/bench/ui/page/feeder.ts', 'test/bench/ui/page/watch.ts'],
    outdir: 'dist/bench',
  },
  fuzz: {
    ...node,
    entryPoints: ['test/fuzz/main.ts'],
    outfile: 'dist/fuzz/index.js',
    external: ['typescript'],
  },
};

/** Every test is found by its name, so none can be forgotten. */
function testFiles() {
  return walk('test').filter((file) => /\.test\.ts$|^test\/vscode\/index\.ts$/.test(file));
}

function walk(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.replaceAll('\\', '/'));
}

/** What the product needs beside its bundles: CPython for WebAssembly, and the icon font. */
function copyAssets() {
  const assets = [
    ...[
      'pyodide.mjs',
      'pyodide.asm.mjs',
      'pyodide.asm.wasm',
      'python_stdlib.zip',
      'package.json',
    ].map((name) => [`node_modules/pyodide/${name}`, `dist/pyodide/${name}`]),
    ['node_modules/pyodide/pyodide-lock.json', 'dist/pyodide/pyodide-lock.json'],
    // Pyodide imports it by name when it starts.
    ['node_modules/ws', 'dist/pyodide/node_modules/ws'],
    ['node_modules/@vscode/codicons/dist/codicon.css', 'dist/codicons/codicon.css'],
    ['node_modules/@vscode/codicons/dist/codicon.ttf', 'dist/codicons/codicon.ttf'],
  ];
  for (const [from, to] of assets) cpSync(from, to, { recursive: true });
}

/**
 * TypeScript's server looks for plugins nowhere but in the `node_modules` of the extension. The package
 * has a manifest, so that packaging the extension finds it and takes it along.
 */
function writePluginPackage() {
  const folder = `node_modules/${PLUGIN_PACKAGE}`;
  mkdirSync(folder, { recursive: true });
  const manifest = { name: PLUGIN_PACKAGE, version: '0.0.0', private: true, main: 'index.js' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const code = "module.exports = require('../../dist/typescript-plugin.js').default;\n";
  writeFileSync(join(folder, 'index.js'), code);
}

rmSync('dist/test', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
copyAssets();
writePluginPackage();
const contexts = await Promise.all(Object.values(bundles).map((options) => context(options)));
if (watch) {
  await Promise.all(contexts.map((one) => one.watch()));
} else {
  await Promise.all(contexts.map((one) => one.rebuild()));
  await Promise.all(contexts.map((one) => one.dispose()));
}
