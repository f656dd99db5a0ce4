import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RequestContext, defineMessage } from '@course-plateform/common/kernel';
import { readCatalog } from './catalog';
import { formatDateTime } from './date-time';
import { LOCALE, type Locale, negotiateLocale } from './locale';
import { currentLocale, problemTranslator, translate, translateProblem } from './translator';

function inLocale<T>(locale: Locale, work: () => T): T {
  return RequestContext.run(new RequestContext().set(LOCALE, locale), work);
}

describe('negotiateLocale', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['es', 'es'],
    ['ES-mx', 'es'],
    ['de, fr;q=0.5', 'fr'],
    ['fr;q=0.5, ar;q=0.9, en;q=0.1', 'ar'],
    ['fr;q=0.5, es;q=0.5', 'fr'],
    ['fr;q=0, es;q=0', 'en'],
    ['*', 'en'],
    ['de', 'en'],
    ['fr;q=nonsense, es;q=0.1', 'es'],
    ['fr;q=7, es', 'es'],
    [',;;=,', 'en'],
    ['fr;q= 0.4 , ar;q= 0.6', 'ar'],
    ['fr ; q = 0.4 , ar ; q = 0.6', 'ar'],
    ['de-AT, fr-CA;q=0.8, es-419;q=0.7', 'fr'],
    ['ar-EG-u-nu-arab', 'ar'],
    ['fr;level=0.1, es;q=0.5', 'fr'],
    ['fr;level=1;q=0.4, es;q=0.5', 'es'],
    ['fr;q=1, es', 'fr'],
    ['fr;q, es;q=0.1', 'es'],
    ['fr;q=-1, es;q=0.1', 'es'],
    ['es;q=0.2, *;q=0.9', 'en'],
    ['es;q=0.9, *;q=0.2', 'es'],
    [`${'de,'.repeat(49)}fr`, 'fr'],
    [`${'de,'.repeat(50)}fr`, 'en'],
  ])('%s → %s', (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });
});

describe('formatDateTime', () => {
  const winter = new Date('2026-01-15T23:05:00Z');

  it.each([
    ['en', 'UTC', 'January 15, 2026 at 11:05 PM Coordinated Universal Time'],
    ['en', 'America/New_York', 'January 15, 2026 at 6:05 PM Eastern Standard Time'],
    ['es', 'Asia/Tokyo', '16 de enero de 2026 a las 8:05 hora estándar de Japón'],
    ['fr', 'Europe/Paris', '16 janvier 2026 à 00:05 heure normale d’Europe centrale'],
    ['ar', 'Africa/Cairo', '16 يناير 2026 في 1:05 ص توقيت شرق أوروبا الرسمي'],
    ['en', 'Mars/Base', 'January 15, 2026 at 11:05 PM Coordinated Universal Time'],
    ['en', '', 'January 15, 2026 at 11:05 PM Coordinated Universal Time'],
  ] as const)('in %s and %s', (locale, timezone, text) => {
    // English has a narrow space before AM and PM.
    expect(formatDateTime(winter, { locale, timezone }).replaceAll('\u202F', ' ')).toBe(text);
  });

  it('handles daylight saving time', () => {
    const summer = new Date('2026-07-15T23:05:00Z');
    const time = formatDateTime(summer, { locale: 'en', timezone: 'America/New_York' });
    expect(time).toContain('Eastern Daylight Time');
  });
});

describe('translateProblem', () => {
  it('uses the language of the request', () => {
    const text = inLocale('es', () =>
      translateProblem('auth.forbidden', 'detail', 'English', { permission: 'course:create' }),
    );
    expect(text).toBe('Tu rol no incluye el permiso "course:create".');
  });

  it('uses the given language', () => {
    expect(problemTranslator('fr')('auth.forbidden', 'title', 'Not allowed', {})).toBe(
      'Non autorisé',
    );
  });

  it('keeps the English text of an unknown code and fills its placeholders', () => {
    expect(problemTranslator('fr')('no.such', 'detail', 'Only {n} left', { n: 3 })).toBe(
      'Only 3 left',
    );
  });

  it('is English outside of a request', () => {
    expect(currentLocale()).toBe('en');
  });

  it('uses the title when a code has no detail', () => {
    const detail = problemTranslator('fr')('review.not_found', 'detail', 'No such review', {});
    expect(detail).toBe(problemTranslator('fr')('review.not_found', 'title', '', {}));
    expect(detail).not.toBe('No such review');
  });

  it('uses the plural forms of each language', () => {
    const wait = (seconds: number) =>
      problemTranslator('ar')('auth.too_many_attempts', 'detail', '', { seconds });
    const forms = [0, 1, 2, 3, 11, 100].map((seconds) => wait(seconds).replace(/\d+/, '#'));
    expect(new Set(forms).size).toBe(6);
  });

  it('translates messages', () => {
    const unknown = defineMessage('test.unknown', 'only {n, number} left');
    expect(translate(unknown, { n: 1234 })).toBe('only 1,234 left');
  });

  it('formats messages in the language of the request, or in the given one', () => {
    const forbidden = { code: 'auth.token_missing', text: 'English' };
    const french = problemTranslator('fr')('auth.token_missing', 'detail', '', {});
    expect(french).not.toBe('');
    expect(inLocale('fr', () => translate(forbidden))).toBe(french);
    expect(translate(forbidden, {}, 'fr')).toBe(french);
    expect(translate(forbidden)).toBe('English');
  });
});

describe('readCatalog', () => {
  let locales: string;

  beforeEach(() => {
    locales = mkdtempSync(join(tmpdir(), 'locales-'));
    mkdirSync(join(locales, 'fr'));
  });

  afterEach(() => rmSync(locales, { recursive: true }));

  function write(file: string, texts: object): void {
    writeFileSync(join(locales, 'fr', file), JSON.stringify(texts));
  }

  it('reads the translations of all files of a language', () => {
    write('desk.json', { 'desk.taken': { title: 'Pris', remedy: 'Attendez.' } });
    write('room.json', { 'room.full': { title: 'Plein', detail: 'Salle pleine' } });
    expect(Object.fromEntries(readCatalog('fr', locales))).toEqual({
      'desk.taken': { title: 'Pris', detail: 'Pris', remedy: 'Attendez.' },
      'room.full': { title: 'Plein', detail: 'Salle pleine' },
    });
    expect(readCatalog('en', locales).size).toBe(0);
  });

  it('rejects two translations of one code', () => {
    write('desk.json', { 'desk.taken': { title: 'Pris' } });
    write('room.json', { 'desk.taken': { title: 'Occupé' } });
    expect(() => readCatalog('fr', locales)).toThrow('fr/room.json translates "desk.taken" again');
  });
});
