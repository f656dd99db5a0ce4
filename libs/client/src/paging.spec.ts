import { type NextPage, allItems } from './paging';

async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('all items', () => {
  it('of a cursor list are those of every page, including empty pages', async () => {
    const pages = new Map([
      [undefined, { items: [1, 2], page: { next: 'a' } }],
      ['a', { items: [], page: { next: 'b' } }],
      ['b', { items: [3], page: { next: null } }],
    ]);
    const fetchPage = ({ cursor }: NextPage) =>
      Promise.resolve(pages.get(cursor) ?? { items: [], page: { next: null } });
    expect(await collected(allItems<number>(fetchPage))).toEqual([1, 2, 3]);
  });

  it('of a numbered list are those of every page', async () => {
    const requested: NextPage[] = [];
    const fetchPage = (next: NextPage) => {
      requested.push(next);
      const currentPage = next.page ?? 1;
      return Promise.resolve({ items: [currentPage], pagination: { currentPage, totalPages: 3 } });
    };
    expect(await collected(allItems(fetchPage))).toEqual([1, 2, 3]);
    expect(requested).toEqual([{}, { page: 2 }, { page: 3 }]);
  });

  it('of an empty numbered list are none', async () => {
    const pagination = { currentPage: 1, totalPages: 0 };
    expect(await collected(allItems(() => Promise.resolve({ items: [], pagination })))).toEqual([]);
  });

  it('stop when the caller stops: the next page is not fetched', async () => {
    let fetched = 0;
    const fetchPage = () => {
      fetched += 1;
      return Promise.resolve({ items: [1, 2], page: { next: 'more' } });
    };
    for await (const item of allItems(fetchPage)) if (item === 2) break;
    expect(fetched).toBe(1);
  });
});
