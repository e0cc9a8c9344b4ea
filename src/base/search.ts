/** The first index in `[0, length)` for which `isAfter` holds, else `length`; it must be false first and then true. O(log n). */
export function firstIndex(length: number, isAfter: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAfter(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many of some ascending numbers are not above `limit`. O(log n). */
export function countUpTo(ascending: readonly number[], limit: number): number {
  return firstIndex(ascending.length, (index) => ascending[index]! > limit);
}
