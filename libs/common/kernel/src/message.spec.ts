import { formatMessage, messageOutline, messagePlaceholders } from './message';

describe('formatMessage', () => {
  it('fills placeholders, and keeps those without a value', () => {
    expect(formatMessage('{a} and {b}', { a: 1 })).toBe('1 and {b}');
    expect(formatMessage('nothing to fill')).toBe('nothing to fill');
  });

  it('formats numbers by language', () => {
    expect(formatMessage('{n, number}', { n: 1234567 }, 'en')).toBe('1,234,567');
    expect(formatMessage('{n, number}', { n: 1234567 }, 'es')).toBe('1.234.567');
    expect(formatMessage('{n, number}', { n: 1234567 }, 'fr')).toBe('1\u202f234\u202f567');
  });

  it('has all six plural forms of Arabic', () => {
    const days =
      '{n, plural, zero {لا أيام} one {يوم} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}';
    expect([0, 1, 2, 3, 11, 100].map((n) => formatMessage(days, { n }, 'ar'))).toEqual([
      'لا أيام',
      'يوم',
      'يومان',
      '3 أيام',
      '11 يومًا',
      '100 يوم',
    ]);
  });

  it('keeps values and markup literally', () => {
    expect(formatMessage('<b>{x}</b>', { x: '{y} <i>' })).toBe('<b>{y} <i></b>');
  });

  it('rejects a malformed message', () => {
    expect(() => formatMessage('{n, plural, one {x}}', { n: 1 })).toThrow(SyntaxError);
  });
});

describe('messagePlaceholders', () => {
  it('returns the names in every branch, each once', () => {
    const text =
      '{n, plural, one {# of {all}} other {{n} of {all, number}}} {what, select, other {{x}}}';
    expect(messagePlaceholders(text)).toEqual(['all', 'n', 'what', 'x']);
  });
});

describe('messageOutline', () => {
  it('shows a message without its values', () => {
    expect(messageOutline('{who} has {n, plural, one {# day} other {# days}}.')).toBe(
      '{who} has {n} days.',
    );
    expect(messageOutline('{how, select, up {It rises} other {It falls}}.')).toBe(
      'It rises / It falls.',
    );
  });
});
