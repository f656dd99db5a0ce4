import {
  type MessageFormatElement,
  isPluralElement,
  isSelectElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { messagePlaceholders } from '../../../libs/common/kernel/src/message.ts';

const PARTS = ['title', 'detail', 'remedy'] as const;
/** French and Spanish have a form for round millions; nothing here is counted in millions. */
const FORMS_NOT_NEEDED = ['many'];

type Part = (typeof PARTS)[number];

/** What is said about one code in one language. */
export type Texts = Readonly<Partial<Record<Part, string>>>;

/** Everything that is said in one language, by code. */
export type Language = Readonly<Record<string, Texts>>;

/** The committed catalog of errors and messages, as far as it is text. */
export interface EnglishCatalog {
  readonly errors: readonly (Texts & { readonly code: string })[];
  readonly messages: Readonly<Record<string, string>>;
}

/** The English texts by code: what every other language has to say as well. */
export function englishOf({ errors, messages }: EnglishCatalog): Language {
  const ofErrors = errors.map(({ code, title, detail, remedy }) => {
    const texts = { title, detail, remedy };
    return [code, Object.fromEntries(Object.entries(texts).filter(([, text]) => text))] as const;
  });
  const ofMessages = Object.entries(messages).map(([code, detail]) => [code, { detail }] as const);
  return Object.fromEntries([...ofErrors, ...ofMessages]);
}

/** What is wrong with the texts of a language, a sentence each. */
export function translationProblems(locale: string, language: Language, english: Language) {
  const missing = Object.keys(english).filter((code) => !(code in language));
  const unused = Object.keys(language).filter((code) => !(code in english));
  return [
    ...missing.map((code) => `${locale}: ${code} is not translated`),
    ...unused.map((code) => `${locale}: ${code} is translated, but nobody says it`),
    ...Object.entries(language).flatMap(([code, texts]) =>
      PARTS.flatMap((part) =>
        textProblems(locale, english[code]?.[part], texts[part]).map(
          (problem) => `${locale}: the ${part} of ${code} ${problem}`,
        ),
      ),
    ),
  ];
}

/** What is wrong with an English text by itself. */
export function englishProblems(english: Language): string[] {
  return Object.entries(english).flatMap(([code, texts]) =>
    PARTS.flatMap((part) =>
      formProblems('en', texts[part] ?? '').map(
        (problem) => `en: the ${part} of ${code} ${problem}`,
      ),
    ),
  );
}

function textProblems(locale: string, original?: string, translation?: string): string[] {
  if (original === undefined && translation === undefined) return [];
  if (translation === undefined) return ['is not translated'];
  if (original === undefined) return ['is translated, but there is none in English'];
  const problems = formProblems(locale, translation);
  if (problems.length > 0 || formProblems('en', original).length > 0) return problems;
  const [expected, found] = [messagePlaceholders(original), messagePlaceholders(translation)].map(
    String,
  );
  return expected === found ? [] : [`has the places "${found}" instead of "${expected}"`];
}

function formProblems(locale: string, text: string): string[] {
  try {
    return parse(text, { ignoreTag: true }).flatMap((element) => missingForms(locale, element));
  } catch (error) {
    return [`is not a message: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function missingForms(locale: string, element: MessageFormatElement): string[] {
  if (!isPluralElement(element) && !isSelectElement(element)) return [];
  const inside = Object.values(element.options).flatMap(({ value }) =>
    value.flatMap((inner) => missingForms(locale, inner)),
  );
  if (!isPluralElement(element)) return inside;
  const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
  const needed = pluralCategories.filter(
    (form) => locale === 'ar' || !FORMS_NOT_NEEDED.includes(form),
  );
  const missing = needed.filter((form) => !(form in element.options));
  return [...inside, ...missing.map((form) => `lacks the form "${form}" of {${element.value}}`)];
}
