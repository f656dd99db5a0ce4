import ts from 'typescript';

/** One name in all the forms that generated code needs. */
export interface Names {
  /** `gift-card`: folders, files, paths. */
  readonly kebab: string;
  /** `GiftCard`: classes. */
  readonly pascal: string;
  /** `giftCard`: variables. */
  readonly camel: string;
  /** `gift_card`: tables, codes of errors. */
  readonly snake: string;
  /** `gift card`: sentences. */
  readonly words: string;
  /** `a gift card`. */
  readonly withArticle: string;
  /** The function that makes one in tests: `aGiftCard`. */
  readonly factory: string;
}

/** What generated code calls otherwise, so that nothing of the service can have that name. */
const TAKEN = [
  ...['aggregate', 'caller', 'clock', 'controller', 'cursors', 'entity', 'index', 'injectable'],
  ...['module', 'outbox', 'permission', 'property', 'running', 'service', 'unique', 'unit-of-work'],
];

/**
 * All forms of a name.
 * @param what it names, for the failure
 * @throws Error when it is not in kebab-case, or cannot be the name of something in code
 */
export function namesOf(what: string, kebab: string): Names {
  if (!/^[a-z]+(-[a-z]+)*$/.test(kebab)) {
    throw new Error(`"${kebab}" cannot name ${what}: write it in kebab-case, such as gift-card.`);
  }
  const words = kebab.replaceAll('-', ' ');
  const pascal = kebab.replace(/(^|-)([a-z])/g, (_, _hyphen, letter: string) =>
    letter.toUpperCase(),
  );
  const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1);
  const keyword = ts.identifierToKeywordKind(ts.factory.createIdentifier(camel)) !== undefined;
  if (keyword || TAKEN.includes(kebab)) {
    throw new Error(`"${kebab}" cannot name ${what}: the word has a meaning of its own in code.`);
  }
  const article = /^[aeiou]/.test(kebab) ? 'an' : 'a';
  return {
    kebab,
    pascal,
    camel,
    snake: kebab.replaceAll('-', '_'),
    words,
    withArticle: `${article} ${words}`,
    factory: `${article}${pascal}`,
  };
}

/** The usual plural of an English noun. */
export function pluralOf(kebab: string): string {
  if (/[^aeiou]y$/.test(kebab)) return `${kebab.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(kebab) ? `${kebab}es` : `${kebab}s`;
}

/** The parts of a list separated by commas. */
export function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
