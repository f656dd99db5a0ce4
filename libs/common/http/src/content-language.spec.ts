import type { Locale } from '@course-plateform/common/i18n';
import { RequestContext } from '@course-plateform/common/kernel';
import { entityTagOf, showLanguages, shownContentLanguage } from './content-language';

function shown(...languages: Locale[]): (string | undefined)[] {
  const context = new RequestContext();
  RequestContext.run(context, () => showLanguages(languages));
  return [shownContentLanguage(context), entityTagOf(7, context)];
}

describe('a response in languages of its own', () => {
  it.each([
    [[], undefined, '"7"'],
    [['en'], 'en', '"7"'],
    [['es'], 'es', '"7-es"'],
    [['es', 'en', 'es'], 'en, es', '"7-es"'],
  ] as const)('in %j is of the language %s and tagged %s', (languages, header, tag) => {
    expect(shown(...languages)).toEqual([header, tag]);
  });

  it('is no different outside of a request', () => {
    showLanguages(['es']);
    expect([shownContentLanguage(undefined), entityTagOf(7, undefined)]).toEqual([
      undefined,
      '"7"',
    ]);
  });
});
