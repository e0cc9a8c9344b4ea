import { deepEqual, equal, ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FINDING_CODES } from '../../src/analysis/finding';
import { EXIT_BLOCKING, EXIT_FAILED, EXIT_USAGE } from '../../src/cli/exit-codes';
import { parseCommand, type RunOptions } from '../../src/cli/options';
import { HELP } from '../../src/cli/usage';

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly category: string; readonly title: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly default: unknown }>>;
    };
  };
}

const DOCUMENTS = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'docs/architecture.md',
  'docs/asyncio-coverage.md',
  'docs/conformance.md',
  'docs/performance.md',
  'docs/python-scenarios.md',
  'docs/trace-format.md',
  'docs/typescript-scenarios.md',
  'src/README.md',
];

const manifest: Manifest = JSON.parse(read('package.json'));
const texts: Readonly<Record<string, string>> = JSON.parse(read('package.nls.json'));

describe('the documents', () => {
  it('list the commands of package.json', () => {
    const titles = manifest.contributes.commands.map(
      ({ category, title }) => `${category}: ${texts[title.replaceAll('%', '')]}`,
    );
    deepEqual(columns('README.md', 'Command', 1), titles.map(single));
  });

  it('list the settings of package.json with their defaults', () => {
    const { properties } = manifest.contributes.configuration;
    deepEqual(
      columns('README.md', 'Setting', 2),
      Object.entries(properties).map(([name, { default: value }]) => [
        `\`${name}\``,
        `\`${JSON.stringify(value)}\``,
      ]),
    );
  });

  it('list the options of the command line, and so does its help', () => {
    const listed = columns('README.md', 'Option', 1).map(([name = '']) => unquoted(name));
    deepEqual(listed.toSorted(), knownOptions());
    const helped = new Set([...HELP.matchAll(/^ +.*$/gm)].flatMap(([line]) => optionsIn(line)));
    deepEqual([...helped].toSorted(), knownOptions());
  });

  it('give the defaults of the options', () => {
    const options = runOptions(['x.py']);
    const defaults = columns('README.md', 'Option', 2).filter(([, value]) => value !== '');
    ok(defaults.length > 0);
    for (const [name = '', value = ''] of defaults) {
      const option = unquoted(name);
      deepEqual(runOptions([option, unquoted(value), 'x.py']), options, option);
    }
  });

  it('list the kinds of findings', () => {
    const listed = columns('README.md', 'Finding', 1).flatMap(([codes = '']) => codes.split(', '));
    deepEqual(listed.map(unquoted), FINDING_CODES);
  });

  it('list the exit codes of the command line', () => {
    const codes = columns('README.md', 'Exit code', 1).map(([code = '']) => unquoted(code));
    for (const code of [EXIT_FAILED, EXIT_USAGE, EXIT_BLOCKING]) ok(codes.includes(`${code}`));
  });

  it('list the scripts of package.json', () => {
    const listed = columns('CONTRIBUTING.md', 'Script', 1).map(([name = '']) => scriptOf(name));
    const expected = Object.keys(manifest.scripts).filter((name) => !name.endsWith(':built'));
    deepEqual(listed, expected);
  });

  it('link only to files and headings that exist', () => {
    for (const document of DOCUMENTS) {
      for (const target of targets(document)) {
        const [path = '', heading] = target.split('#');
        const file = path === '' ? document : join(dirname(document), path);
        ok(existsSync(file), `${document} links to ${target}`);
        if (heading) ok(anchors(file).includes(heading), `${document} links to ${target}`);
      }
    }
  });

  it('number the invariants from 1 to 8', () => {
    const [, section = ''] = read('docs/architecture.md').split('## Invariants');
    const numbers = [...section.split('\n## ')[0]!.matchAll(/^(\d+)\. /gm)].map(([, n]) => n);
    equal(numbers.join(' '), '1 2 3 4 5 6 7 8');
  });
});

function read(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
}

/** Where the links and pictures of a document lead inside of the project. */
function targets(document: string): string[] {
  const links = read(document).matchAll(/\]\(([^)]+)\)|\bsrc(?:set)?="([^"]+)"/g);
  return [...links]
    .map(([, link, picture]) => link ?? picture ?? '')
    .filter((target) => !/^https?:/.test(target));
}

/** What follows `#` in links to the headings of a document. */
function anchors(document: string): string[] {
  return [...read(document).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The first cells of each row of the table whose first heading is `heading`. */
function columns(document: string, heading: string, count: number): string[][] {
  const lines = read(document).split('\n');
  const start = lines.findIndex((line) => line.startsWith('| ') && cells(line)[0] === heading);
  ok(start >= 0, `${document} has no table of "${heading}"`);
  const rows = lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end < 0 ? undefined : end).map((row) => cells(row).slice(0, count));
}

function cells(row: string): string[] {
  return row
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}

function single(cell: string): string[] {
  return [cell];
}

function unquoted(cell: string): string {
  return cell.replaceAll('`', '');
}

/** `npm run lint` is the script `lint`, and `npm test` is `test`. */
function scriptOf(cell: string): string {
  return unquoted(cell).replace(/^npm (run )?/, '');
}

function optionsIn(text: string): string[] {
  return text.match(/--[a-z]+(-[a-z]+)*/g) ?? [];
}

/** The options are private to the parser, so they are read from its source. */
function knownOptions(): string[] {
  const names = read('src/cli/options.ts').matchAll(/'(--[a-z]+(?:-[a-z]+)*)'/g);
  return [...new Set([...names].map(([, name]) => name!))].toSorted();
}

function runOptions(words: readonly string[]): RunOptions {
  const command = parseCommand(['run', ...words]);
  ok(command.name === 'run');
  return command.options;
}
