import { declaredPhrases, fieldError, phrase } from './phrase';

describe('a phrase', () => {
  it('is found by its code, and declared once', () => {
    const declared = phrase('cup.too_small_1', 'holds {ml} ml');
    expect(declared).toEqual({ code: 'cup.too_small_1', text: 'holds {ml} ml' });
    expect(declaredPhrases().get('cup.too_small_1')).toBe(declared);
    expect(() => phrase('cup.too_small_1', 'again')).toThrow('declared twice');
    expect(declaredPhrases().get('cup.too_small_1')).toBe(declared);
  });

  it.each([
    'cup',
    'cup.',
    '.small',
    'cup.too.small',
    'Cup.small',
    'cup.too-small',
    'cup.small ',
    '',
  ])('has no code such as %j', (code) => {
    expect(() => phrase(code, 'text')).toThrow('not of the form area.name');
    expect(declaredPhrases().has(code)).toBe(false);
  });

  it('is said of a field, with values or without', () => {
    const text = phrase('cup.broken', 'is broken');
    const about = { pointer: '/cup', code: 'cup.broken', detail: 'is broken' };
    expect(fieldError('/cup', text)).toEqual({ ...about, params: {} });
    expect(fieldError('/cup', text, { n: 1 })).toEqual({ ...about, params: { n: 1 } });
  });
});
