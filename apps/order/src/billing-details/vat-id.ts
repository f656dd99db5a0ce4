import { checkVAT, countries } from 'jsvat-next';

/** The countries whose VAT ids have a form that is checked: the European Union, Great Britain, Switzerland, Norway. */
const CHECKED = new Set([
  ...['AT', 'BE', 'BG', 'CH', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GB', 'GR', 'HR'],
  ...['HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'],
]);

/** Elsewhere a tax number is what fits on an invoice. */
const ELSEWHERE = /^[\p{L}\p{N}/]{2,30}$/u;

/** Norwegian ids are written without the country, and `MVA` says that the company is registered for VAT. */
const NORWEGIAN = /^(?:NO)?(\d{9})(?:MVA)?$/;

/** A VAT id as it is stored: in capitals, without the blanks, dots and hyphens that users write into it. */
export function normalVatId(text: string): string {
  return text.toUpperCase().replace(/[\s.\-\u2010-\u2015]/gu, '');
}

/**
 * Whether a VAT id has the form of its country, prefix included (`EL` in Greece, also `XI` in Great Britain). Whether it
 * was given to anybody is not asked, and check digits are not counted: countries change how they are made.
 * @param vatId as `normalVatId` returns it
 * @param country ISO 3166-1 alpha-2
 */
export function isVatIdOf(vatId: string, country: string): boolean {
  if (!CHECKED.has(country)) return ELSEWHERE.test(vatId);
  const rules = countries.filter(({ codes }) => codes.includes(country));
  return checkVAT(country === 'NO' ? vatId.replace(NORWEGIAN, '$1MVA') : vatId, rules)
    .isValidFormat;
}
