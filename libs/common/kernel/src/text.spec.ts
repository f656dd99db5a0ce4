import { beginningOf, isStorable, isVisible } from './text';

describe('isVisible', () => {
  it.each(['a', ' a ', '文', '👩‍🚀', '–', '\u200ba'])('is true for %j', (text) => {
    expect(isVisible(text)).toBe(true);
  });

  it.each([
    '',
    ' ',
    '\u200b',
    '\u3164',
    '\u2800',
    '\u00ad',
    '\u115f\u1160',
    '\u200e\ufe0f',
    '\u0000\n',
  ])('is false for %j', (text) => {
    expect(isVisible(text)).toBe(false);
  });
});

describe('isStorable', () => {
  it.each([
    ['plain', true],
    ['👩', true],
    ['\ud83d', false],
    ['a\udc00', false],
    ['a\u0000b', false],
  ])('of %j is %s', (text, expected) => {
    expect(isStorable(text)).toBe(expected);
  });
});

describe('beginningOf', () => {
  it.each([
    ['abc', 2, 'ab'],
    ['abc', 5, 'abc'],
    ['ab👩', 3, 'ab'],
    ['ab👩', 4, 'ab👩'],
  ])('of %j with %i units is %j', (text, longest, expected) => {
    expect(beginningOf(text, longest)).toBe(expected);
  });
});
