import { declaredMessages, fieldError, defineMessage } from './message-descriptor';

describe('a message', () => {
  it('is found by its code, and declared once', () => {
    const declared = defineMessage('cup.too_small_1', 'holds {ml} ml');
    expect(declared).toEqual({ code: 'cup.too_small_1', text: 'holds {ml} ml' });
    expect(declaredMessages().get('cup.too_small_1')).toBe(declared);
    expect(() => defineMessage('cup.too_small_1', 'again')).toThrow('declared twice');
    expect(declaredMessages().get('cup.too_small_1')).toBe(declared);
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
  ])('rejects a code such as %j', (code) => {
    expect(() => defineMessage(code, 'text')).toThrow('not of the form area.name');
    expect(declaredMessages().has(code)).toBe(false);
  });

  it('becomes the error of a field, with or without values', () => {
    const text = defineMessage('cup.broken', 'is broken');
    const about = { pointer: '/cup', code: 'cup.broken', detail: 'is broken' };
    expect(fieldError('/cup', text)).toEqual({ ...about, params: {} });
    expect(fieldError('/cup', text, { n: 1 })).toEqual({ ...about, params: { n: 1 } });
  });
});
