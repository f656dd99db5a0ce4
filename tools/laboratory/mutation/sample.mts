/**
 * Takes some of a list, the same ones for the same seed.
 * @param seed any whole number
 */
export function sample<T>(all: readonly T[], count: number, seed: number): T[] {
  const rest = [...all];
  const next = mulberry32(seed);
  const taken: T[] = [];
  while (taken.length < count && rest.length > 0) {
    taken.push(...rest.splice(Math.floor(next() * rest.length), 1));
  }
  return taken;
}

/** Numbers from 0 to 1 that a seed decides: Tommy Ettinger's mulberry32, public domain. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
