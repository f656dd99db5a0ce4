import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../shared/paths.mts';
import {
  type EnglishCatalog,
  type Language,
  englishOf,
  englishProblems,
  translationProblems,
} from './translations.mts';

const LOCALES = path.join(ROOT, 'libs/common/i18n/src/locales');

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

function languageOf(locale: string): Language {
  const folder = path.join(LOCALES, locale);
  const files = readdirSync(folder).map((file) => read<Language>(path.join(folder, file)));
  return Object.fromEntries(files.flatMap((texts) => Object.entries(texts)));
}

describe('texts', () => {
  const english = englishOf(read<EnglishCatalog>(path.join(ROOT, 'apps/gateway/src/errors.json')));

  it('are valid ICU messages in English', () => {
    assert.deepEqual(englishProblems(english), []);
  });

  for (const locale of ['ar', 'es', 'fr']) {
    it(`are complete in ${locale}, with the same arguments, all plural forms and no extra keys`, () => {
      assert.deepEqual(translationProblems(locale, languageOf(locale), english), []);
    });
  }
});

describe('the text checks', () => {
  const english = englishOf({
    errors: [
      { code: 'cup.empty', title: 'Empty', detail: '{n, plural, one {# cup} other {# cups}}' },
      { code: 'cup.gone', title: 'Gone', remedy: 'Buy one.' },
    ],
    messages: { 'cup.owner': 'belongs to {name}' },
  });
  const complete = {
    'cup.empty': { title: 'Vacía', detail: '{n, plural, one {# taza} other {# tazas}}' },
    'cup.gone': { title: 'Perdida', remedy: 'Compra una.' },
    'cup.owner': { detail: 'es de {name}' },
  };

  it('report nothing for a complete language', () => {
    assert.deepEqual(translationProblems('es', complete, english), []);
    assert.deepEqual(englishProblems(english), []);
  });

  it('report missing and unused keys', () => {
    const { 'cup.owner': _owner, ...incomplete } = complete;
    const language = {
      ...incomplete,
      'cup.gone': { title: 'Perdida', detail: 'No está' },
      'cup.old': { title: 'Vieja' },
    };
    assert.deepEqual(translationProblems('es', language, english), [
      'es: cup.owner is not translated',
      'es: cup.old is translated, but nobody says it',
      'es: the detail of cup.gone is translated, but there is none in English',
      'es: the remedy of cup.gone is not translated',
      'es: the title of cup.old is translated, but there is none in English',
    ]);
  });

  it('report different arguments, missing plural forms and invalid messages', () => {
    const language = {
      ...complete,
      'cup.empty': { title: 'فارغ', detail: '{n, plural, one {كوب} other {# كوب}}' },
      'cup.gone': { title: '{', remedy: 'اشترِ كوبًا.' },
      'cup.owner': { detail: 'لصاحبه {owner}' },
    };
    assert.deepEqual(translationProblems('ar', language, english), [
      'ar: the detail of cup.empty lacks the form "zero" of {n}',
      'ar: the detail of cup.empty lacks the form "two" of {n}',
      'ar: the detail of cup.empty lacks the form "few" of {n}',
      'ar: the detail of cup.empty lacks the form "many" of {n}',
      'ar: the title of cup.gone is not a message: EXPECT_ARGUMENT_CLOSING_BRACE',
      'ar: the detail of cup.owner has the places "owner" instead of "name"',
    ]);
  });
});
