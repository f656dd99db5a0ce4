import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FALLBACK_LOCALE, type Locale } from './locale';

/** The texts of one code. */
export interface ProblemText {
  /** Absent for messages, which have only a detail. */
  readonly title?: string;
  /** With the same `{parameter}` placeholders as the English one; the title when absent. */
  readonly detail?: string;
  /** What the caller can do about it. */
  readonly remedy?: string;
}

/** The texts of one language by error code. */
export type Catalog = ReadonlyMap<string, ProblemText>;

/**
 * Reads the translations of a language. Each file `locales/<language>/<area>.json` has one area (the platform, field
 * validation, a service); a new file needs no registration. English texts are in the code, where codes are declared.
 * @param locales the folder with a subfolder for each language
 * @throws Error when two files of a language have texts for the same code
 */
export function readCatalog(locale: Locale, locales = join(__dirname, 'locales')): Catalog {
  const catalog = new Map<string, ProblemText>();
  if (locale === FALLBACK_LOCALE) return catalog;
  const folder = join(locales, locale);
  for (const file of readdirSync(folder).sort()) {
    const texts = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<
      string,
      ProblemText
    >;
    for (const [code, text] of Object.entries(texts)) {
      if (catalog.has(code)) throw new Error(`${locale}/${file} translates "${code}" again`);
      const { title, detail = title } = text;
      catalog.set(code, { ...text, ...(detail === undefined ? {} : { detail }) });
    }
  }
  return catalog;
}
