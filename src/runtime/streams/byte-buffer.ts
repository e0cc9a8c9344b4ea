/** The smallest amount of memory that a buffer takes, in bytes. */
const LEAST = 1024;

/** Bytes that come in at the end and leave at the front. */
export class ByteBuffer {
  private bytes = new Uint8Array(0);
  private start = 0;
  private end = 0;

  get length(): number {
    return this.end - this.start;
  }

  append(data: Uint8Array): void {
    this.makeRoom(data.length);
    this.bytes.set(data, this.end);
    this.end += data.length;
  }

  /** Takes `count` bytes, or all if there are fewer. */
  take(count: number): Uint8Array {
    const taken = this.bytes.slice(this.start, Math.min(this.end, this.start + count));
    this.drop(taken.length);
    return taken;
  }

  /** Forgets the first `count` bytes. */
  drop(count: number): void {
    this.start = Math.min(this.end, this.start + count);
    if (this.start === this.end) this.clear();
  }

  clear(): void {
    // One long message must not keep its memory for as long as the connection lives.
    this.bytes = new Uint8Array(0);
    this.start = 0;
    this.end = 0;
  }

  /** Where `pattern` begins, at `from` or later; -1 if nowhere. */
  indexOf(pattern: Uint8Array, from: number): number {
    const view = this.bytes.subarray(this.start, this.end);
    const first = pattern[0]!;
    let at = view.indexOf(first, from);
    while (at >= 0 && !matches(view, pattern, at)) at = view.indexOf(first, at + 1);
    return at;
  }

  /** Whether `pattern` stands at `at`. */
  startsWith(pattern: Uint8Array, at: number): boolean {
    return matches(this.bytes.subarray(this.start, this.end), pattern, at);
  }

  private makeRoom(count: number): void {
    if (this.end + count <= this.bytes.length) return;
    const { length } = this;
    const needed = length + count;
    // Moving what is there to the front is enough if that frees half of the memory.
    const isRoomy = needed * 2 <= this.bytes.length;
    const target = isRoomy ? this.bytes : new Uint8Array(Math.max(LEAST, needed * 2));
    target.set(this.bytes.subarray(this.start, this.end));
    this.bytes = target;
    this.start = 0;
    this.end = length;
  }
}

function matches(view: Uint8Array, pattern: Uint8Array, at: number): boolean {
  if (at + pattern.length > view.length) return false;
  for (let index = 0; index < pattern.length; index++) {
    if (view[at + index] !== pattern[index]) return false;
  }
  return true;
}
