import { newCertificateNumber, normalizedNumber } from './certificate-number';

describe('certificate numbers', () => {
  it('are unique, with 25 unambiguous characters in groups', () => {
    const numbers = Array.from({ length: 500 }, newCertificateNumber);
    for (const number of numbers)
      expect(number).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(new Set(numbers).size).toBe(500);
    const letters = new Set(numbers.join('').replaceAll('-', ''));
    expect(letters.size).toBe(32);
  });

  it.each([
    ['01234-56789-ABCDE-FGHJK-MNPQR', 'as it is'],
    ['01234 56789 abcde fghjk mnpqr', 'in small letters with spaces'],
    ['0123456789ABCDEFGHJKMNPQR', 'without groups'],
    ['01234–56789—ABCDE‑FGHJK−MNPQR', 'with the dashes of word processors'],
    ['\u200B01234\u00A0\u2010 56789\u2012ABCDE\u2015FGHJK\u00AD-MNPQR\n', 'pasted from a document'],
    ['oi234-56789-ABCDE-FGHJK-MNPQR', 'with letters that look like digits'],
    ['OL234-56789-ABCDE-FGHJK-MNPQR', 'with other letters that look like digits'],
  ])('accept %s, %s', (typed) => {
    expect(normalizedNumber(typed)).toBe('01234-56789-ABCDE-FGHJK-MNPQR');
  });

  it.each(['', '01234', '01234-56789-ABCDE-FGHJK-MNPQU', 'x'.repeat(5000), "' or 1=1 --"])(
    'reject "%s"',
    (typed) => {
      expect(normalizedNumber(typed)).toBeUndefined();
    },
  );
});
