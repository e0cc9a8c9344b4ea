import type { Place, Source } from '../../runtime';
import type { Sites } from './sites';
import { placesOfError } from './stack-text';
import type { UserCode } from './user-code';

/** What the core can ask about the source of a scenario. */
export class SourceOfProgram implements Source {
  constructor(
    private readonly code: UserCode,
    private readonly sites: Sites,
  ) {}

  place(site: number): Place | undefined {
    return this.sites.get(site);
  }

  calls(): readonly Place[] {
    return this.code.currentFrames().map(({ position }) => position);
  }

  callsOf(error: unknown): readonly Place[] {
    return placesOfError(error).map(({ position }) => position);
  }

  text(file: string, line: number): string | undefined {
    return this.code.line(file, line)?.trim();
  }
}
