/** A page of a list that grows without bound. */
interface CursorPage<Item> {
  readonly items: readonly Item[];
  readonly page: { readonly next: string | null };
}

/** A page of a list that users leaf through. */
interface NumberedPage<Item> {
  readonly items: readonly Item[];
  readonly pagination: { readonly currentPage: number; readonly totalPages: number };
}

/** The query parameter of the page to fetch; empty for the first page. */
export interface NextPage {
  readonly cursor?: string;
  readonly page?: number;
}

/**
 * Every item of a list, page after page, of cursor lists and numbered lists alike:
 * `for await (const order of allItems((next) => unwrap(client.GET('/api/v1/orders', { params: { query: next } }))))`.
 * @param fetchPage requests the page; spread its argument into the query: `{ q: 'web', ...next }`
 */
export async function* allItems<Item>(
  fetchPage: (next: NextPage) => Promise<CursorPage<Item> | NumberedPage<Item>>,
): AsyncGenerator<Item, void, undefined> {
  let next: NextPage | undefined = {};
  while (next) {
    const page: CursorPage<Item> | NumberedPage<Item> = await fetchPage(next);
    yield* page.items;
    next = nextOf(page);
  }
}

function nextOf(page: CursorPage<unknown> | NumberedPage<unknown>): NextPage | undefined {
  if ('page' in page) return page.page.next === null ? undefined : { cursor: page.page.next };
  const { currentPage, totalPages } = page.pagination;
  return currentPage < totalPages ? { page: currentPage + 1 } : undefined;
}
