/** A stretch of a list that grows without bound. */
interface CursorPage<Item> {
  readonly items: readonly Item[];
  readonly page: { readonly next: string | null };
}

/**
 * Every item of a cursor list, page after page:
 * `for await (const order of allItems((cursor) => unwrap(client.GET('/api/v1/orders', …))))`.
 * @param fetchPage asks for the page after a cursor; undefined is the first
 */
export async function* allItems<Item>(
  fetchPage: (cursor: string | undefined) => Promise<CursorPage<Item>>,
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | undefined;
  do {
    const { items, page } = await fetchPage(cursor);
    yield* items;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}
