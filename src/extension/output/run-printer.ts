import { formatSeconds } from '../../analysis/format-seconds';
import type { Localizer } from '../localizer';
import { cellSentences, cellsOfPlan, restartSentence } from '../run/cell-texts';
import type { RunModel } from '../run/run-model';
import { runSummary } from '../run/status-text';
import { LinePrefixer } from './line-prefixer';

const BOLD = '\u001b[1m';
const DIM = '\u001b[2m';
const RED = '\u001b[31m';
const YELLOW = '\u001b[33m';
const RESET = '\u001b[0m';

/** Columns of a time: `9999.999 s`. */
const TIME_WIDTH = 10;

/** Says that the cells of a run that is over were restarted. */
export function restartLine(model: RunModel, l10n: Localizer): string {
  const kept = model.isKept ? model : undefined;
  return `${DIM}${restartSentence(model.header.title, kept, l10n)}${RESET}\r\n\r\n`;
}

/** Writes a run for a terminal: a headline, the program's output, and how it ended. */
export class RunPrinter {
  readonly #lines = new LinePrefixer();
  #next = 0;

  constructor(
    readonly model: RunModel,
    /** Puts the time on the run's clock in front of each line. */
    private readonly showTime: boolean,
    private readonly l10n: Localizer,
  ) {
    // What earlier cells have printed stands further up.
    const { timeline, takenOver } = model;
    this.#next = timeline.outputs.filter((event) => event < takenOver).length;
  }

  header(args: readonly string[] = []): string {
    const { header, plan } = this.model;
    const command = [header.title, ...args].join(' ');
    const cells = plan ? `, ${cellsOfPlan(plan, this.l10n)}` : '';
    return `${BOLD}▶ ${command}${cells}${RESET}\r\n`;
  }

  /** What was printed since the last call. */
  output(): string {
    const { timeline, trace } = this.model;
    let result = '';
    for (; this.#next < timeline.outputs.length; this.#next++) {
      const event = timeline.outputs[this.#next]!;
      result += this.#lines.write(trace.text(trace.b(event)), this.#prefix(trace.time(event)));
    }
    return result;
  }

  /** The user has ended the line that the program began. */
  endLine(): void {
    this.#lines.endLine();
  }

  /** How the run ended; call it once, after the last `output`. */
  footer(): string {
    const { outcome } = this.model;
    const newLine = this.#lines.atLineStart ? '' : '\r\n';
    const message = outcome?.message && !outcome.problem ? outcome.message : '';
    const told = message === '' ? '' : `${RED}${message.replaceAll('\n', '\r\n')}${RESET}\r\n`;
    const notes = (outcome?.notes ?? []).map((note) => `${YELLOW}${note}${RESET}\r\n`).join('');
    const cells = cellSentences(this.model, this.l10n);
    const state = cells.length === 0 ? '' : `${DIM}${cells.join(' ')}${RESET}\r\n`;
    const summary = `${DIM}── ${runSummary(this.model, this.l10n)} ──${RESET}\r\n\r\n`;
    return `${RESET}${newLine}${told}${notes}${state}${summary}`;
  }

  #prefix(time: number): string {
    return this.showTime ? `${formatSeconds(time).padStart(TIME_WIDTH)} │ ` : '';
  }
}
