import { GroupCommit } from './group-commit';

/** Work that ends on command, and remembers what was done together. */
class Works {
  readonly groups: (readonly string[])[] = [];
  private readonly open: (() => void)[] = [];
  readonly commits = new GroupCommit<string, string>(
    (items) => this.do(items),
    async (item) => (await this.do([item]))[0] ?? 'nothing',
    { atOnce: 1, size: 3 },
  );

  async endOne(): Promise<void> {
    this.open.shift()?.();
    await new Promise(setImmediate);
  }

  private async do(items: readonly string[]): Promise<readonly string[]> {
    this.groups.push(items);
    await new Promise<void>((resolve) => this.open.push(resolve));
    if (items.includes('bad')) throw new Error('spoilt');
    return items.map((item) => `${item} done`);
  }
}

describe('GroupCommit', () => {
  it('starts a single item at once and groups those that arrive meanwhile, up to the limit', async () => {
    const works = new Works();
    const all = ['a', 'b', 'c', 'd', 'e'].map((item) => works.commits.add(item));
    expect(works.groups).toEqual([['a']]);
    await works.endOne();
    expect(works.groups).toEqual([['a'], ['b', 'c', 'd']]);
    await works.endOne();
    await works.endOne();
    expect(works.groups).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
    await expect(Promise.all(all)).resolves.toEqual(
      ['a', 'b', 'c', 'd', 'e'].map((item) => `${item} done`),
    );
  });

  it('handles each item of a failed group alone, so that only the faulty one fails', async () => {
    const works = new Works();
    const first = works.commits.add('a');
    const outcomes = Promise.allSettled(['b', 'bad', 'd'].map((item) => works.commits.add(item)));
    await works.endOne();
    await works.endOne();
    expect(works.groups).toEqual([['a'], ['b', 'bad', 'd'], ['b'], ['bad'], ['d']]);
    await Promise.all([works.endOne(), works.endOne(), works.endOne()]);
    await expect(first).resolves.toBe('a done');
    expect((await outcomes).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });
});
