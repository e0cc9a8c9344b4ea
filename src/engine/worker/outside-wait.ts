import type { Clock } from '../../runtime';

/** One reason to wait for something outside, which is there or is not. */
export class OutsideWait {
  #isOn = false;

  constructor(private readonly clock: Clock) {}

  set(isOn: boolean): void {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    if (isOn) this.clock.beginOutside();
    else this.clock.endOutside();
  }
}
