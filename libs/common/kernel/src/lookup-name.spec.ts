import { newId } from './ids';
import { LOOKUP_NAME_MAX, lookupName } from './lookup-name';

const id = newId();

describe('lookupName', () => {
  it.each<[string, unknown, string]>([
    ['a slug', 'web-101', 'web-101'],
    ['a slug in capitals, which is another one', 'Web', 'Web'],
    ['an id', id, id],
    ['an id in capitals', id.toUpperCase(), id],
    ['the longest name', 'x'.repeat(LOOKUP_NAME_MAX), 'x'.repeat(LOOKUP_NAME_MAX)],
    ['as many characters of two units', '𠮷'.repeat(200), '𠮷'.repeat(200)],
    ['a name that is too long', 'x'.repeat(LOOKUP_NAME_MAX + 1), ''],
    ['NUL', 'a\0b', ''],
    ['half a character', 'a\ud800', ''],
    ['nothing', undefined, ''],
  ])('of %s', (_what, written, expected) => {
    expect(lookupName(written)).toBe(expected);
  });
});
