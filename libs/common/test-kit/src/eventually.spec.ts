import { eventually } from './eventually';

describe('eventually', () => {
  it('returns the first result that is there', async () => {
    const results = [undefined, null, false, 'found', 'later'];
    expect(await eventually('a result', () => results.shift())).toBe('found');
  });

  it('reports the last error with its cause, also one of Node’s own', async () => {
    const refused = () => fetch('http://127.0.0.1:1');
    await expect(eventually('a response', refused, 30)).rejects.toThrow(
      /^Not within 30 ms: a response \(last seen: fetch failed: .+\)$/,
    );
  });

  it('reports the last result', async () => {
    await expect(eventually('it', () => undefined, 1)).rejects.toThrow('(last seen: undefined)');
  });
});
