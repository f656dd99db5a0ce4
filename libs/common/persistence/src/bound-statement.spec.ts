import { raw } from '@mikro-orm/core';
import { boundStatement } from './bound-statement';

describe('a bound statement', () => {
  it.each([
    ['a text', "it's", "it's"],
    ['a number', 5, 5],
    ['a whole number', 5n, 5n],
    ['a truth', true, true],
    ['nothing', null, null],
    ['a time', new Date(Date.UTC(2026, 0, 1)), '2026-01-01T00:00:00.000Z'],
    ['an object', { a: [1] }, '{"a":[1]}'],
    ['bytes', Buffer.from('a'), Buffer.from('a')],
  ])('binds %s', (_what, value, bound) => {
    expect(boundStatement('select ?', [value])).toEqual({ text: 'select $1', values: [bound] });
  });

  it('binds each value of a list, also of nested lists', () => {
    const lists = [['a', new Date(0)], 1, [[2, 3], [4]]];
    expect(boundStatement('select ? where ? in (?)', lists)).toEqual({
      text: 'select $1, $2 where $3 in ($4, $5, $6)',
      values: ['a', '1970-01-01T00:00:00.000Z', 1, 2, 3, 4],
    });
  });

  it('binds the values of a fragment', () => {
    const fragment = raw('"version" + ?', [1]);
    expect(boundStatement('set a = ?, b = ?', [fragment, 'b'])).toEqual({
      text: 'set a = "version" + $1, b = $2',
      values: [1, 'b'],
    });
  });

  it('is unchanged without values', () => {
    expect(boundStatement('select 1', [])).toBeUndefined();
    expect(boundStatement('select 1', undefined)).toBeUndefined();
  });

  it.each([
    ['names', 'select :a', { a: 'secret' }],
    ['a fragment for the whole', raw('select ?', ['secret']), []],
    ['one value too many', 'select 1', ['secret']],
    ['what has no value', 'select ?, ?', ['secret', undefined]],
    ['a function', 'select ?, ?', ['secret', () => 'secret']],
    ['a thing of a class', 'select ?, ?', ['secret', new Map()]],
    ['nothing in a list', 'select ?', [['secret', undefined]]],
  ])('is rejected with %s, without the value in the error', (_what, query, params) => {
    const refused = (): unknown => boundStatement(query, params);
    expect(refused).toThrow(/^A value cannot be bound in: (select|…)/);
    expect(refused).not.toThrow(/secret/);
  });
});
