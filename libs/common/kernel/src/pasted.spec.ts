import { pastedCode } from './pasted';

describe('a pasted code', () => {
  it.each([
    'AB12-34',
    'ab12-34',
    ' AB 12\u00A0-\u2009 34\n',
    ...'\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFF0D\uFE63'.split('').map((d) => `ab12${d}34`),
    'ＡＢ１２-３４',
    'A\u00ADB\u200B12\u2060-34\uFEFF',
  ])('is normalized: %j', (typed) => {
    expect(pastedCode(typed)).toBe('AB12-34');
  });

  it('keeps significant characters', () => {
    expect(pastedCode('2026-01-31/0042_b.c')).toBe('2026-01-31/0042_B.C');
    expect(pastedCode(' \u200B')).toBe('');
  });
});
