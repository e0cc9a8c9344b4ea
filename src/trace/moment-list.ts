/** Things of one moment, of which there may be thousands: each is described only when somebody looks at it. */
export class MomentList<T> {
  readonly #subjects: ArrayLike<number>;
  readonly #describe: (subject: number) => T;

  /** `describe` says all about one of the `subjects`. */
  constructor(subjects: ArrayLike<number>, describe: (subject: number) => T) {
    this.#subjects = subjects;
    this.#describe = describe;
  }

  get length(): number {
    return this.#subjects.length;
  }

  /** Undefined behind the last. */
  at(index: number): T | undefined {
    const subject = this.#subjects[index];
    return subject === undefined ? undefined : this.#describe(subject);
  }

  /** Those from `first` to before `last`, as far as there are so many. */
  slice(first = 0, last = this.length): T[] {
    const described: T[] = [];
    for (let index = first; index < Math.min(last, this.length); index++) {
      described.push(this.#describe(this.#subjects[index]!));
    }
    return described;
  }
}
