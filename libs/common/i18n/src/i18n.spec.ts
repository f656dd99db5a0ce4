import { RequestContext, declaredErrors } from '@course-plateform/common/kernel';
import { LOCALE } from '@course-plateform/common/messaging';
import { readCatalog } from './catalog';
import { negotiateLocale } from './locale';
import { currentLocale, problemTranslator, translateProblem } from './translator';

const translated = ['ar', 'es', 'fr'] as const;

function placesOf(text = ''): string[] {
  return (text.match(/\{\w+\}/g) ?? []).sort();
}

function inLocale<T>(locale: string, work: () => T): T {
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
    ['fr ; q = 0.4 , ar ; q = 0.6', 'ar'],
  ])('%s → %s', (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
    expect(negotiateLocale(header)).toBe(locale);
  });
});

describe('catalogs', () => {
  const catalogs = new Map(translated.map((locale) => [locale, readCatalog(locale)]));

  it.each(translated)('%s has every code that another language has', (locale) => {
    const codes = new Set([...catalogs.values()].flatMap((catalog) => [...catalog.keys()]));
    expect([...(catalogs.get(locale)?.keys() ?? [])].sort()).toEqual([...codes].sort());
  });

  it.each(translated)('%s has the places of the English text', (locale) => {
    for (const [code, { detail, title }] of declaredErrors()) {
      const text = catalogs.get(locale)?.get(code)?.detail;
      if (text) expect([code, placesOf(text)]).toEqual([code, placesOf(detail ?? title)]);
    }
  });

  it.each(translated)('%s uses the same places as the other languages', (locale) => {
    for (const [code, text] of catalogs.get(locale) ?? []) {
      const spanish = catalogs.get('es')?.get(code);
      expect([code, placesOf(text.detail)]).toEqual([code, placesOf(spanish?.detail)]);
    }
  });
});

describe('translateProblem', () => {
  it('speaks the language of the request', () => {
    const text = inLocale('es', () =>
      translateProblem('auth.forbidden', 'detail', 'English', { permission: 'course:create' }),
    );
    expect(text).toBe('Tu rol no incluye el permiso "course:create".');
  });

  it('speaks the language it is told', () => {
    expect(problemTranslator('fr')('auth.forbidden', 'title', 'Not allowed', {})).toBe(
      'Non autorisé',
    );
  });

  it('keeps the English text of an unknown code and fills its places', () => {
    expect(problemTranslator('fr')('no.such', 'detail', 'Only {n} left', { n: 3 })).toBe(
      'Only 3 left',
    );
  });

  it('is English outside of a request and for a language it does not know', () => {
    expect(currentLocale()).toBe('en');
    expect(inLocale('xx', currentLocale)).toBe('en');
  });
});
