// Stands in for the extension host: holds a run, and feeds it to the timeline in the frame of this page.
import { RunModel } from '../../../../src/extension/run/run-model';
import { TimelineFeed } from '../../../../src/extension/timeline/timeline-feed';
import type { ToTimeline } from '../../../../src/protocol/timeline';
import { momentOfEvent } from '../../../../src/trace/cursor';
import { recordServer } from '../server-trace';
import { SIZES, type SizeName, SLOW_CALLBACK_DURATION } from '../sizes';

/** What `watch.js` says to this page from within the frame. */
export interface FromWatch {
  readonly bench: 'ready' | 'taken' | 'drawn';
  /** Milliseconds from the arrival of the message to the end of the frame that shows it. */
  readonly milliseconds: number;
}

class Feeder {
  readonly #waiting = new Map<FromWatch['bench'], (message: FromWatch) => void>();
  #model: RunModel | undefined;

  constructor() {
    window.addEventListener('message', ({ data }: MessageEvent<FromWatch>) => {
      if (typeof data.bench !== 'string') return;
      this.#waiting.get(data.bench)?.(data);
    });
  }

  /** Loads the page of the timeline from another site, so that it has a process of its own, as in VS Code. */
  async load(url: string): Promise<void> {
    const isReady = this.#next('ready');
    this.#frame.src = url;
    await isReady;
  }

  /** Records a run, and says how long it is. */
  record(size: SizeName) {
    const header = { runId: size, title: `${size}.py`, file: `/srv/${size}.py` } as const;
    const rest = { clock: 'virtual', slowCallbackDuration: SLOW_CALLBACK_DURATION } as const;
    const model = new RunModel({ ...header, ...rest });
    recordServer(SIZES[size], (chunk) => model.append(chunk));
    const ending = { end: 'finished', exitCode: 0, message: '' } as const;
    model.end({ ...ending, problem: undefined, realSeconds: 1 }, []);
    this.#model = model;
    const { trace, timeline } = model;
    const [events, tasks] = [trace.length, timeline.tasks.length];
    return { events, tasks, intervals: timeline.intervals.length };
  }

  /** Milliseconds from the first message to the end of the frame that shows all of the run. */
  async open(): Promise<number> {
    const isDrawn = this.#next('drawn');
    const begun = performance.now();
    const feed = new TimelineFeed((message) => this.#post(message));
    feed.show(this.#model);
    feed.pageReady(1);
    await isDrawn;
    return performance.now() - begun;
  }

  /** Milliseconds until the page shows the moment at which the event has just happened. */
  async jump(event: number): Promise<number> {
    if (!this.#model) throw new Error('There is no run to show a moment of.');
    const cursor = momentOfEvent(this.#model.trace, event);
    const isDrawn = this.#next('drawn');
    await this.#post({ type: 'cursor/set', cursor });
    return (await isDrawn).milliseconds;
  }

  get #frame(): HTMLIFrameElement {
    return document.getElementsByTagName('iframe')[0]!;
  }

  async #post(message: ToTimeline): Promise<boolean> {
    const isTaken = this.#next('taken');
    this.#frame.contentWindow?.postMessage(message, '*');
    await isTaken;
    return true;
  }

  #next(kind: FromWatch['bench']): Promise<FromWatch> {
    return new Promise((resolve) => this.#waiting.set(kind, resolve));
  }
}

declare global {
  interface Window {
    feeder: Feeder;
  }
}

window.feeder = new Feeder();
