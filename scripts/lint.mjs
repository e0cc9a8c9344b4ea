// Checks what the compiler cannot: which layer imports what, and that escapes from the types do not grow.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Folder of `src` to the folders that it may import. */
const MAY_IMPORT = {
  base: [],
  runtime: ['base'],
  trace: ['base', 'runtime'],
  analysis: ['base', 'trace'],
  protocol: ['base', 'trace'],
  scenarios: ['base', 'runtime', 'trace'],
  engine: ['base', 'runtime', 'trace', 'scenarios', 'protocol'],
  extension: ['base', 'trace', 'analysis', 'protocol', 'engine/client', 'engine/client-api'],
  cli: ['base', 'trace', 'analysis', 'protocol', 'engine/client', 'engine/client-api'],
  webview: ['base', 'trace', 'analysis', 'protocol'],
  'typescript-plugin': [],
};
/** Folders that may import Node's own modules, and packages from npm by name. */
const MAY_IMPORT_NODE = ['scenarios', 'engine', 'extension', 'cli', 'typescript-plugin'];
const MAY_IMPORT_PACKAGES = {
  scenarios: ['pyodide', 'tslib', 'typescript'],
  extension: ['vscode'],
  'typescript-plugin': ['typescript'],
};

/** Escapes from the types, with how many there may be. Lower a number when you remove one; never raise it. */
const RATCHETS = [
  { name: 'any', pattern: /[:<|&,(]\s*any\b|\bas any\b|\bany\[\]/g, most: 0 },
  { name: 'as unknown as', pattern: /\bas unknown as\b/g, most: 0 },
  { name: '@ts-ignore and @ts-expect-error', pattern: /@ts-(ignore|expect-error)/g, most: 0 },
  { name: 'biome-ignore', pattern: /biome-ignore/g, most: 0 },
];

function sources(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function importsOf(text) {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"$]+)['"]\s*\)|(?:^|\n)import\s*['"]([^'"]+)['"]/g;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3]);
}

function layerProblem(file, specifier) {
  const path = relative(join(root, 'src'), file).split(sep).join('/');
  const layer = path.split('/', 1)[0];
  if (specifier.startsWith('.')) {
    if (specifier.endsWith('/package.json')) return undefined;
    const target = posix.normalize(posix.join(dirname(path).split(sep).join('/'), specifier));
    const allowed = [layer, ...MAY_IMPORT[layer]];
    const isAllowed = allowed.some(
      (folder) => target === folder || target.startsWith(`${folder}/`),
    );
    return isAllowed ? undefined : `${layer} may not import ${target}`;
  }
  if (specifier.startsWith('node:')) {
    return MAY_IMPORT_NODE.includes(layer) ? undefined : `${layer} may not import ${specifier}`;
  }
  if (MAY_IMPORT_PACKAGES[layer]?.includes(specifier)) return undefined;
  return `${layer} may not import the package ${specifier}`;
}

const problems = [];
const counts = new Map(RATCHETS.map(({ name }) => [name, 0]));
for (const file of sources('src')) {
  const text = readFileSync(file, 'utf8');
  const shown = relative(root, file);
  if (!(relative(join(root, 'src'), file).split(sep)[0] in MAY_IMPORT)) {
    problems.push(`${shown}: no layer of this name is known to scripts/lint.mjs.`);
    continue;
  }
  for (const specifier of importsOf(text)) {
    const problem = layerProblem(file, specifier);
    if (problem) problems.push(`${shown}: ${problem}.`);
  }
}
/** Code without comments that are not suppressions, and without texts in single quotes. */
function codeOf(file) {
  const comments = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/(?! biome-ignore| @ts-).*/g;
  return readFileSync(file, 'utf8')
    .replaceAll(comments, '')
    .replaceAll(/'[^'\n]*'/g, "''");
}

for (const file of [...sources('src'), ...sources('test')]) {
  const code = codeOf(file);
  for (const { name, pattern } of RATCHETS) {
    counts.set(name, counts.get(name) + (code.match(pattern)?.length ?? 0));
  }
}
for (const { name, most } of RATCHETS) {
  const count = counts.get(name);
  if (count > most) problems.push(`${name} occurs ${count} times; at most ${most} are allowed.`);
  if (count < most)
    problems.push(
      `${name} occurs ${count} times: lower its number in scripts/lint.mjs from ${most}.`,
    );
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log('Layers and ratchets hold.');
