import { createConnection, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** The workbench around, or the page inside the visible webview of the extension. */
export type Where = 'workbench' | 'webview';

/** In CSS pixels; of an element, from its top left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** In CSS pixels, from the top left corner of the window (also for elements of a webview). */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export type Modifier = 'Alt' | 'Control' | 'Meta' | 'Shift';

export interface PointerOptions {
  readonly where?: Where;
  /** Default: the middle of the element. */
  readonly at?: Point;
  readonly modifiers?: readonly Modifier[];
}

export interface ClickOptions extends PointerOptions {
  readonly button?: 'left' | 'middle' | 'right';
  readonly count?: 1 | 2;
}

/** A part of the page in the webview, as wide as that, of which a picture is kept. */
export interface KeptView {
  /** Of the PNG in `test/vscode/pictures`. */
  readonly name: string;
  readonly selector: string;
  /** So many CSS pixels from the top of the element are in the picture. */
  readonly height: number;
}

interface Reply {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/**
 * A user's hands and eyes: drives the window that the tests run in, from inside its extension host.
 * Selectors are Playwright's (CSS, `text=…`, `a >> b`); of several matches the first one is meant.
 * Every method rejects if what it needs does not show up within a minute.
 */
export class Driver {
  private readonly pending = new Map<number, (reply: Reply) => void>();
  private lastId = 0;

  private constructor(private readonly socket: Socket) {
    const lines = createInterface({ input: socket });
    lines.on('line', (line) => this.settle(JSON.parse(line) as Reply));
    lines.on('error', (error) => this.failAll(error.message));
    socket.on('error', (error) => this.failAll(error.message));
    socket.on('close', () => this.failAll('The driver has closed the connection.'));
  }

  /** @param port from the environment variable LOOPSCOPE_DRIVER */
  static connect(port: number): Promise<Driver> {
    return new Promise((resolve, reject) => {
      const socket = createConnection(port, '127.0.0.1', () => resolve(new Driver(socket)));
      socket.once('error', reject);
    });
  }

  dispose(): void {
    this.socket.destroy();
  }

  /** @param keys one key with modifiers, such as `Control+Shift+P` */
  press(keys: string): Promise<void> {
    return this.do('press', { keys });
  }

  type(text: string): Promise<void> {
    return this.do('type', { text });
  }

  /** @param title as the command palette shows it */
  runCommand(title: string): Promise<void> {
    return this.do('runCommand', { title });
  }

  /** Opens a file of the workspace as a user does, with quick open. */
  openFile(name: string): Promise<void> {
    return this.do('openFile', { name });
  }

  resize(width: number, height: number): Promise<void> {
    return this.do('resize', { width, height });
  }

  /** Writes `screenshots/NAME.png`. */
  screenshot(name: string): Promise<void> {
    return this.do('screenshot', { name });
  }

  /** Whether the browser is one in which pictures are the same on every machine. */
  canCompare(): Promise<boolean> {
    return this.ask('canCompare', {});
  }

  /** Makes the page in the webview draw its letters with the font that comes with that browser. */
  steadyLetters(): Promise<void> {
    return this.do('steadyLetters', {});
  }

  /** Colours that do not depend on the version of VS Code, by their names in settings. */
  colorsOf(theme: 'dark' | 'light' | 'contrast'): Promise<Readonly<Record<string, string>>> {
    return this.ask('colorsOf', { theme });
  }

  /** Rejects if the view differs from the picture that is kept, with the path of one of it. */
  assertLooksAsKept(view: KeptView): Promise<void> {
    return this.do('assertLooksAsKept', view);
  }

  /** How many blocks of the kept picture differ now, and how many may. */
  countUnlikeBlocks(view: KeptView): Promise<{ readonly count: number; readonly most: number }> {
    return this.ask('countUnlikeBlocks', view);
  }

  click(selector: string, options: ClickOptions = {}): Promise<void> {
    return this.do('click', { selector, ...options });
  }

  hover(selector: string, options: PointerOptions = {}): Promise<void> {
    return this.do('hover', { selector, ...options });
  }

  /** @param by in CSS pixels, as in a `WheelEvent` */
  wheel(selector: string, by: { dx?: number; dy?: number }, options: PointerOptions = {}) {
    return this.do('wheel', { selector, dx: by.dx ?? 0, dy: by.dy ?? 0, ...options });
  }

  drag(selector: string, from: Point, to: Point, options: Omit<PointerOptions, 'at'> = {}) {
    return this.do('drag', { selector, from, to, ...options });
  }

  waitFor(
    selector: string,
    options: { where?: Where; state?: 'visible' | 'hidden' | 'attached' | 'detached' } = {},
  ): Promise<void> {
    return this.do('waitFor', { selector, ...options });
  }

  /** The visible text of every match, at once: wait for them first. */
  texts(selector: string, where?: Where): Promise<string[]> {
    return this.ask('texts', { selector, where });
  }

  /** That attribute of every match; `null` where it is missing. */
  attributes(selector: string, name: string, where?: Where): Promise<(string | null)[]> {
    return this.ask('attributes', { selector, name, where });
  }

  box(selector: string, where?: Where): Promise<Box | null> {
    return this.ask('box', { selector, where });
  }

  /** @param source a JavaScript expression, evaluated in the page; its value must be JSON */
  evaluate<T>(source: string, where?: Where): Promise<T> {
    return this.ask('evaluate', { source, where });
  }

  private async do(method: string, params: object): Promise<void> {
    await this.ask(method, params);
  }

  private async ask<T>(method: string, params: object): Promise<T> {
    const id = ++this.lastId;
    const { result, error } = await new Promise<Reply>((resolve) => {
      this.pending.set(id, resolve);
      this.socket.write(`${JSON.stringify({ id, method, params })}\n`);
    });
    // Made here and not where the reply arrives, so that its stack names the line of the test.
    if (error !== undefined) throw new Error(`${method}: ${error}`);
    return result as T;
  }

  private settle(reply: Reply): void {
    this.pending.get(reply.id)?.(reply);
    this.pending.delete(reply.id);
  }

  private failAll(error: string): void {
    for (const id of this.pending.keys()) this.settle({ id, error });
  }
}
