import { deepStrictEqual, throws } from 'node:assert/strict';
import { cacheFolder } from '../../../src/cli/cache-folder';
import { parseCommand } from '../../../src/cli/options';
import { UsageError } from '../../../src/cli/usage';
import { DEFAULT_LIMITS } from '../../../src/protocol/run';

describe('Command line', () => {
  it('has defaults for everything but the file', () => {
    deepStrictEqual(parseCommand(['run', 'a.py']), {
      name: 'run',
      options: {
        file: 'a.py',
        args: [],
        env: {},
        packages: [],
        write: false,
        clock: 'virtual',
        measureWork: true,
        threshold: 0.1,
        failOnBlocking: false,
        trace: undefined,
        chromeTrace: undefined,
        json: false,
        timeline: true,
        primitives: false,
        color: true,
        limits: DEFAULT_LIMITS,
      },
    });
  });

  it('reads options in both notations, and leaves everything behind FILE to the program', () => {
    const words =
      'run --clock system --threshold=0.25 --fail-on blocking --trace=out.loopscope --chrome-trace out.json --json --no-timeline --primitives ' +
      '--no-color --no-measure-work --limit-virtual-seconds 10 --limit-real-seconds=2.5 --limit-steps 3 --limit-events 4 ' +
      '--env TEA=a=b --env=CUP= --packages one --packages=two --write ' +
      '--limit-output-characters 5 a.py --json --help -- x';
    deepStrictEqual(parseCommand(words.split(' ')), {
      name: 'run',
      options: {
        file: 'a.py',
        args: ['--json', '--help', '--', 'x'],
        env: { TEA: 'a=b', CUP: '' },
        packages: ['one', 'two'],
        write: true,
        clock: 'system',
        measureWork: false,
        threshold: 0.25,
        failOnBlocking: true,
        trace: 'out.loopscope',
        chromeTrace: 'out.json',
        json: true,
        timeline: false,
        primitives: true,
        color: false,
        limits: { virtualSeconds: 10, realSeconds: 2.5, steps: 3, events: 4, outputCharacters: 5 },
      },
    });
    deepStrictEqual(parseCommand(['run', '--', '-odd.py', 'x']), {
      name: 'run',
      options: {
        ...(parseRun('a.py') ?? {}),
        file: '-odd.py',
        args: ['x'],
      },
    });
  });

  it('reads what is to be done with a saved trace', () => {
    const defaults = { threshold: undefined, failOnBlocking: false, chromeTrace: undefined };
    const looks = { json: false, timeline: true, primitives: false, color: true };
    deepStrictEqual(
      [
        parseCommand(['open', 'a.loopscope']),
        parseCommand(
          'open --threshold 2 --fail-on=blocking --chrome-trace c --json -- -a'.split(' '),
        ),
      ],
      [
        { name: 'open', options: { file: 'a.loopscope', ...defaults, ...looks } },
        {
          name: 'open',
          options: {
            ...looks,
            file: '-a',
            threshold: 2,
            failOnBlocking: true,
            chromeTrace: 'c',
            json: true,
          },
        },
      ],
    );
  });

  it('knows help and version', () => {
    deepStrictEqual(
      [['--help'], ['-h'], ['help'], ['run', '--help'], ['open', '-h'], ['--version']].map(
        (words) => parseCommand(words).name,
      ),
      ['help', 'help', 'help', 'help', 'help', 'version'],
    );
  });

  it('says what to do about words that make no sense', () => {
    const messages: Record<string, string> = {
      '': 'No command is given. Try `loopscope --help`.',
      'a.py': 'There is no command "a.py". Try `loopscope run a.py`.',
      'a.mjs': 'There is no command "a.mjs". Try `loopscope run a.mjs`.',
      '--json a.py': 'There is no command "--json". Try `loopscope run --json …`.',
      'a.loopscope': 'There is no command "a.loopscope". Try `loopscope open a.loopscope`.',
      open: 'No file is given. Try `loopscope open FILE`, or `loopscope --help`.',
      'open --clock system a': 'The option --clock is only for `loopscope run`.',
      'open --nope a': 'There is no option --nope. Try `loopscope --help`.',
      'open a --json':
        'The command open takes one file. Write options before it, not "--json" behind.',
      run: 'No file is given. Try `loopscope run FILE`, or `loopscope --help`.',
      'run --nope a.py': 'There is no option --nope. Try `loopscope --help`.',
      'run --toString a.py': 'There is no option --toString. Try `loopscope --help`.',
      'run --clock': 'The option --clock needs a value. Try `loopscope --help`.',
      'run --clock lunar a.py': 'The option --clock takes virtual or system, not "lunar".',
      'run --fail-on all a.py': 'The option --fail-on takes blocking, not "all".',
      'run --json=yes a.py': 'The option --json takes no value.',
      'run --threshold -1 a.py': 'The option --threshold needs a number above 0, not "-1".',
      'run --limit-steps 1.5 a.py':
        'The option --limit-steps needs a whole number above 0, not "1.5".',
    };
    for (const [words, message] of Object.entries(messages)) {
      throws(() => parseCommand(words.split(' ').filter(Boolean)), new UsageError(message));
    }
  });
});

function parseRun(file: string) {
  const command = parseCommand(['run', file]);
  return command.name === 'run' ? command.options : undefined;
}

describe('Cache folder', () => {
  it('is where the system keeps caches, unless the environment names another', () => {
    deepStrictEqual(
      [
        cacheFolder({ LOOPSCOPE_CACHE: '/c', XDG_CACHE_HOME: '/x' }, 'linux', '/home/ann'),
        cacheFolder({ XDG_CACHE_HOME: '/x' }, 'linux', '/home/ann'),
        cacheFolder({}, 'linux', '/home/ann'),
        cacheFolder({}, 'darwin', '/Users/ann'),
      ],
      ['/c', '/x/loopscope', '/home/ann/.cache/loopscope', '/Users/ann/Library/Caches/loopscope'],
    );
  });
});
