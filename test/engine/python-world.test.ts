import { deepStrictEqual, strictEqual } from 'node:assert';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EngineUnderTest, PATIENT } from '../support/engine';

const SWITCH =
  'to let programs change files in your folder, turn on the setting loopscope.files.write.';

describe('the world of a Python program', () => {
  let engine: EngineUnderTest;

  before(async () => {
    engine = new EngineUnderTest(undefined, PATIENT);
    await engine.engine.warmUp();
  });
  after(() => engine.dispose());

  /** Runs a program in a folder of its own with some files; gives what was printed, or the error. */
  async function inFolder(name: string, files: Record<string, string>, source: string, more = {}) {
    const file = engine.write(`${name}/main.py`, source);
    for (const [path, text] of Object.entries(files)) engine.write(`${name}/${path}`, text);
    const cwd = dirname(file);
    const run = await engine.runFile(file, { cwd, ...more });
    return { ...run, cwd };
  }

  describe('files', () => {
    it('can be changed without anybody else seeing it', async () => {
      const source = [
        'import os, pathlib, shutil',
        "print(sorted(os.listdir()), open('tea.txt').read())",
        "open('tea.txt', 'a').write(' and milk')",
        "open('new.txt', 'w').write('cup')",
        "os.mkdir('shelf'); os.rename('new.txt', 'shelf/old.txt'); os.unlink('sugar.txt')",
        "os.rename('deep', 'deeper')",
        "print(sorted(os.listdir()), open('tea.txt').read(), os.path.getsize('tea.txt'))",
        "print(open('shelf/old.txt').read(), open('deeper/down/well.txt').read(), os.path.exists('deep'))",
        "pathlib.Path('deeper/down/well.txt').write_text('dry')",
        "print(open('deeper/down/well.txt').read(), [path.name for path in pathlib.Path('.').rglob('*.txt')])",
        "with open('tea.txt', 'r+') as tea: tea.truncate(3)",
        "print(open('tea.txt').read())",
        "shutil.rmtree('deeper'); print(os.listdir())",
        '',
      ].join('\n');
      const files = { 'tea.txt': 'tea', 'sugar.txt': 'sweet', 'deep/down/well.txt': 'water' };
      const { stdout, stderr, outcome, cwd } = await inFolder('private', files, source);
      deepStrictEqual(
        [stdout, stderr],
        [
          [
            "['deep', 'main.py', 'sugar.txt', 'tea.txt'] tea",
            "['deeper', 'main.py', 'shelf', 'tea.txt'] tea and milk 12",
            'cup water False',
            "dry ['tea.txt', 'old.txt', 'well.txt']",
            'tea',
            "['main.py', 'tea.txt', 'shelf']",
            '',
          ].join('\n'),
          '',
        ],
      );
      deepStrictEqual(outcome.notes, [
        `The program wrote old.txt and tea.txt and removed deep and sugar.txt. This was not saved: ${SWITCH}`,
      ]);
      const left = readdirSync(cwd).sort();
      deepStrictEqual(left, ['deep', 'main.py', 'sugar.txt', 'tea.txt']);
      strictEqual(readFileSync(join(cwd, 'tea.txt'), 'utf8'), 'tea');
    });

    it('are changed on the machine if that is allowed', async () => {
      const source =
        "import os\nopen('tea.txt', 'a').write('!')\nos.mkdir('shelf')\nopen('shelf/cup', 'w').write('c')\n";
      const more = { writeFiles: true };
      const { outcome, cwd } = await inFolder('saved', { 'tea.txt': 'tea' }, source, more);
      deepStrictEqual(
        [
          outcome.notes,
          readFileSync(join(cwd, 'tea.txt'), 'utf8'),
          readdirSync(join(cwd, 'shelf')),
        ],
        [[], 'tea!', ['cup']],
      );
    });

    it('outside of the folders are neither seen nor changed', async () => {
      const secret = engine.write('outside/secret.txt', 'secret');
      mkdirSync(join(engine.folder, 'walled'), { recursive: true });
      symlinkSync(secret, join(engine.folder, 'walled/link.txt'));
      const source = [
        `paths = [${JSON.stringify(secret)}, '../outside/secret.txt', 'link.txt', '../new.txt']`,
        'for path in paths:',
        "    for mode in 'ra':",
        '        try:',
        '            open(path, mode)',
        '        except OSError as error:',
        '            print(type(error).__name__, error.filename == path)',
        '',
      ].join('\n');
      const { stdout } = await inFolder('walled', {}, source, { writeFiles: true });
      strictEqual(stdout, `${'FileNotFoundError True\n'.repeat(7)}PermissionError True\n`);
      strictEqual(readFileSync(secret, 'utf8'), 'secret');
      strictEqual(existsSync(join(engine.folder, 'new.txt')), false);
    });

    it('fail as the interpreter says, with the path that the user knows', async () => {
      const source = [
        'import os',
        'for what in (\'open("no.txt")\', \'os.mkdir("tea.txt")\', \'os.rmdir("box")\', \'open("box", "w")\'):',
        '    try: eval(what)',
        '    except OSError as error: print(type(error).__name__, error)',
        '',
      ].join('\n');
      const { stdout } = await inFolder('failing', { 'tea.txt': 'tea', 'box/lid': '' }, source);
      deepStrictEqual(stdout.split('\n'), [
        "FileNotFoundError [Errno 44] No such file or directory: 'no.txt'",
        "FileExistsError [Errno 20] File exists: 'tea.txt'",
        "OSError [Errno 55] Directory not empty: 'box'",
        "IsADirectoryError [Errno 31] Is a directory: 'box'",
        '',
      ]);
    });

    it('of the temporary folder and of a database are nobody else’s business', async () => {
      const source = [
        'import sqlite3, tempfile',
        'with tempfile.NamedTemporaryFile() as file, sqlite3.connect(file.name) as data:',
        "    data.execute('create table tea (name)')",
        "    data.execute('insert into tea values (?)', ['oolong'])",
        "    print(*data.execute('select name from tea'))",
        '',
      ].join('\n');
      const { stdout, outcome } = await inFolder('temporary', {}, source);
      deepStrictEqual([stdout, outcome.notes], ["('oolong',)\n", []]);
    });
  });

  describe('the environment', () => {
    it('holds what was asked for, and nothing of this machine', async () => {
      const source =
        "import os\nprint(sorted(os.environ), os.environ['TEA'], os.getenv('PWD') == os.getcwd())\n";
      const { stdout } = await engine.run(source, { env: { TEA: 'oolong' } });
      strictEqual(
        stdout,
        "['HOME', 'LANG', 'LOGNAME', 'PATH', 'PWD', 'TEA', 'USER'] oolong True\n",
      );
    });

    it('switches asyncio’s debug mode on, and warnings', async () => {
      const source = [
        'import asyncio, warnings',
        'async def main(): print(asyncio.get_running_loop().get_debug())',
        'asyncio.run(main())',
        "warnings.warn('old', DeprecationWarning)",
        '',
      ].join('\n');
      const env = { PYTHONASYNCIODEBUG: '1', PYTHONWARNINGS: 'error::DeprecationWarning' };
      const { stdout, outcome } = await engine.run(source, { env });
      deepStrictEqual([stdout, outcome.message], ['True\n', 'DeprecationWarning: old']);
    });
  });

  describe('packages', () => {
    it('come from a folder that the user names', async () => {
      engine.write('packages/kettle/__init__.py', 'from .lid import shut\n');
      engine.write('packages/kettle/lid.py', 'def shut(): return __name__\n');
      const packages = [join(engine.folder, 'packages')];
      const source = 'import kettle\nprint(kettle.shut())\n';
      const { stdout, outcome } = await inFolder('cellar', {}, source, { packages });
      deepStrictEqual([stdout, outcome.notes], ['kettle.lid\n', []]);
    });

    it('come from wheels and virtual environments in such a folder', async () => {
      const source = [
        'import os, zipfile',
        "with zipfile.ZipFile('cups-1.0-py3-none-any.whl', 'w') as wheel:",
        "    wheel.writestr('cups.py', 'count = 6')",
        "os.makedirs('lib/python3.11/site-packages')",
        "open('lib/python3.11/site-packages/spoons.py', 'w').write('count = 7')",
        '',
      ].join('\n');
      const { cwd } = await inFolder('wheels', {}, source, { writeFiles: true });
      const using = 'import cups, spoons\nprint(cups.count, spoons.count)\n';
      const { stdout } = await inFolder('table', {}, using, { packages: [cwd] });
      strictEqual(stdout, '6 7\n');
    });

    it('that have a way of their own in browsers do without it', async () => {
      const files = {
        'urllib3/__init__.py': [
          'import sys',
          "if sys.platform == 'emscripten':",
          '    from .contrib.emscripten import inject_into_urllib3',
          '    inject_into_urllib3()',
          '',
        ].join('\n'),
        'urllib3/contrib/__init__.py': '',
        'urllib3/contrib/emscripten/__init__.py': "raise ImportError('for browsers')\n",
      };
      const { stdout, outcome } = await inFolder('web', files, "import urllib3\nprint('fine')\n");
      deepStrictEqual([stdout, outcome.problem], ['fine\n', undefined]);
    });

    it('that change the inside of loops are refused, be they there or not', async () => {
      const source = 'import nest_asyncio\nnest_asyncio.apply()\n';
      const reason =
        "nest_asyncio changes the inside of asyncio's own loop, and programs run on another one here. Do without it: in a file with cells (`# %%`) you can `await`, and elsewhere one `asyncio.run` is enough.";
      const files = {
        'nest_asyncio.py':
          'import asyncio\ndef apply():\n    asyncio.EventLoop._run_once = lambda loop: None\n',
      };
      const there = await inFolder('nested', files, source);
      const missing = await inFolder('not-nested', {}, source);
      deepStrictEqual(
        [there.outcome.problem?.message, missing.outcome.notes],
        [`RuntimeError: ${reason}`, [reason]],
      );
    });

    it('that are missing are explained, each in its way', async () => {
      engine.write('compiled/abacus/__init__.py', 'from . import beads\n');
      engine.write('compiled/abacus/beads.cpython-311-x86_64-linux-gnu.so', '');
      const packages = [join(engine.folder, 'compiled')];
      const names = ['teapot', 'tkinter', 'numpy', 'abacus', 'os.tea'];
      const notes: unknown[] = [];
      for (const name of names) {
        const { outcome } = await inFolder(`missing-${name}`, {}, `import ${name}\n`, { packages });
        notes.push(outcome.notes);
      }
      deepStrictEqual(notes, [
        [
          'The package teapot is not part of Python. If it is written in Python alone, install it with `pip install --target FOLDER teapot` and name that folder in the setting loopscope.python.packages, or put the package beside your file.',
        ],
        [
          'The module tkinter is missing in the Python of Loopscope: it opens windows, and here is no screen.',
        ],
        [
          'The package numpy has parts in C, and Loopscope runs only packages that are written in Python alone. Run this program with your own Python.',
        ],
        [
          'The package abacus is there, but its part abacus.beads is compiled for another Python. Loopscope runs packages that are written in Python alone.',
        ],
        [],
      ]);
    });

    it('of the standard library are all there but those that are known to be missing', async () => {
      const source = [
        'import importlib, sys, warnings',
        "warnings.simplefilter('ignore')",
        'from _loopscope.missing_modules import ABSENT',
        'missing = set()',
        "for name in sys.stdlib_module_names - {'antigravity', 'this'}:",
        "    if name.startswith('_'): continue",
        '    try: importlib.import_module(name)',
        '    except ImportError: missing.add(name)',
        'print(sorted(missing ^ set(ABSENT)))',
        '',
      ].join('\n');
      const { stdout, stderr } = await engine.run(
        source.replace('from _', "sys.path.insert(0, '/')\nfrom _"),
      );
      deepStrictEqual([stdout, stderr], ['[]\n', '']);
    });
  });
});
