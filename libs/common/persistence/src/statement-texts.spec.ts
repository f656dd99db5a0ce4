import { StatementTexts } from './statement-texts';

describe('statement texts', () => {
  let texts: StatementTexts;

  beforeEach(() => {
    texts = new StatementTexts();
  });

  it.each([
    ['select ?', 1, 'select $1'],
    ['? + ?', 2, '$1 + $2'],
    [String.raw`select a \? ? and b \?| ?`, 2, 'select a ? $1 and b ?| $2'],
  ])('number the placeholders of %s', (sql, places, text) => {
    expect(texts.bound(sql, places)).toBe(text);
    // And the same when it is known.
    expect(texts.bound(sql, places)).toBe(text);
  });

  it.each([
    ['no place', 'select 1', 0],
    ['fewer places than values', 'select ?', 2],
    ['more places than values', 'select ?, ?', 1],
    ['the place of a name', 'select ??, ?', 2],
  ])('are undefined for %s', (_what, sql, places) => {
    expect(texts.bound(sql, places)).toBeUndefined();
    expect(texts.bound(sql, places)).toBeUndefined();
  });

  it('include fragments with renumbered placeholders', () => {
    const fragment = (sql: string, ...params: readonly unknown[]) => ({ sql, params });
    const of = (...places: [number, ReturnType<typeof fragment>][]): string | undefined =>
      texts.bound(String.raw`a \? ? and b = ? and c = ?`, 3, new Map(places));
    expect(of([1, fragment('b + ?', 1)])).toBe('a ? $1 and b = b + $2 and c = $3');
    expect(of([1, fragment('now()')])).toBe('a ? $1 and b = now() and c = $2');
    expect(of([2, fragment('now()')])).toBe('a ? $1 and b = $2 and c = now()');
    expect(of([0, fragment('?, ?', 1, 2)], [2, fragment('?', 3)])).toBe(
      'a ? $1, $2 and b = $3 and c = $4',
    );
    expect(of([1, fragment('c + ?')])).toBeUndefined();
    expect(of([3, fragment('now()')])).toBeUndefined();
    expect(of()).toBe('a ? $1 and b = $2 and c = $3');
  });

  it('are undefined when the fragments do not match', () => {
    const fragments = new Map([[0, { sql: 'now()', params: [] }]]);
    expect(texts.bound('select ?', 2, fragments)).toBeUndefined();
    expect(texts.bound('select ?, ?, ?', 2, fragments)).toBeUndefined();
  });

  it('keep their names until they are renamed', () => {
    const [first, second] = [texts.nameOf('select 1'), texts.nameOf('select 2')];
    expect([first, second]).toEqual(['s1', 's2']);
    expect(texts.nameOf('select 1')).toBe(first);
    expect(texts.rename('select 1')).toBe('s3');
    expect([texts.nameOf('select 1'), texts.nameOf('select 2')]).toEqual(['s3', 's2']);
  });

  it('get no names above the limit, and existing names stay', () => {
    const names = Array.from({ length: 501 }, (_, n) => texts.nameOf(`select ${String(n)}`));
    expect(names.slice(-2)).toEqual(['s500', '']);
    expect([texts.nameOf('select 499'), texts.nameOf('select 500')]).toEqual(['s500', '']);
  });

  it('are built again above the limit', () => {
    const made = Array.from({ length: 502 }, (_, n) => texts.bound(`select ${String(n)}, ?`, 1));
    expect(made.at(-1)).toBe('select 501, $1');
    expect(texts.bound('select 501, ?', 1)).toBe('select 501, $1');
  });
});
