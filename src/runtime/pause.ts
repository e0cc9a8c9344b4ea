/** What a job gives instead of a result if it goes on later, when its action is called again. */
export class Pause {
  constructor(
    /** Whether it may go on, as far as the program has come. */
    readonly isOver: () => boolean,
    /** It goes on then in any case, in seconds; `Infinity` if only `isOver` ends the pause. */
    readonly until: number,
  ) {}
}
