/**
 * Does something with each item, so many of them at once and in their order. The first failure is thrown at once; what
 * has begun goes on, and lanes without a failure take the items that are left.
 * @param atOnce how many, at least 1
 * @returns the results, in the order of the items
 */
export async function inLanes<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}
