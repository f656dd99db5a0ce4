import { inLanes } from './in-lanes';

describe('work in lanes', () => {
  it('goes on with so many items at once, and returns the results in their order', async () => {
    const ends = new Map<number, (result: string) => void>();
    const begun: number[] = [];
    const work = (item: number) => {
      begun.push(item);
      return new Promise<string>((resolve) => ends.set(item, resolve));
    };
    const done = inLanes([1, 2, 3], 2, work);
    expect(begun).toEqual([1, 2]);
    ends.get(2)?.('two');
    await new Promise(setImmediate);
    expect(begun).toEqual([1, 2, 3]);
    ends.get(3)?.('three');
    ends.get(1)?.('one');
    expect(await done).toEqual(['one', 'two', 'three']);
  });

  it('does nothing without items', async () => {
    expect(await inLanes([], 3, () => Promise.reject(new Error('none')))).toEqual([]);
  });

  it('fails with the first failure', async () => {
    const work = (item: number) =>
      item === 2 ? Promise.reject(new Error('no')) : Promise.resolve(item);
    await expect(inLanes([1, 2, 3], 2, work)).rejects.toThrow('no');
  });
});
