declare const unit: unique symbol;

/** A number that carries its unit in the type and costs nothing at run time. */
export type Branded<Unit extends string> = number & { readonly [unit]: Unit };

/** A time or a duration in seconds. The asyncio API itself takes plain numbers, also in seconds. */
export type Seconds = Branded<'seconds'>;

/** A length on the screen in CSS pixels. */
export type Pixels = Branded<'pixels'>;

export function seconds(value: number): Seconds {
  return value as Seconds;
}

export function pixels(value: number): Pixels {
  return value as Pixels;
}
