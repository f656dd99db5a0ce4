import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FALLBACK_LOCALE, LOCALES, type Locale } from './locale';

/** The texts of one failure. */
export interface ProblemText {
  readonly title: string;
  /** With the same `{parameter}` places as the English one; the title when absent. */
  readonly detail?: string;
}

/** Everything that is said in one language. */
export interface Catalog {
  /** By error code. */
  readonly problems: ReadonlyMap<string, ProblemText>;
  /** By the name of the check (`isEmail`), with `{1}`, `{2}` for its limits. */
  readonly constraints: ReadonlyMap<string, string>;
}

const CONSTRAINTS_FILE = 'constraints.json';

const catalogs = new Map<Locale, Catalog>();

/**
 * The texts of a language: `locales/<language>/<area>.json` holds the problems of one area (a service or the
 * platform), `constraints.json` the checks of fields. English problems are not here: they stand in the code, where
 * they are declared.
 */
export function catalogOf(locale: Locale): Catalog {
  const known = catalogs.get(locale);
  if (known) return known;
  const catalog = read(locale);
  catalogs.set(locale, catalog);
  return catalog;
}

/** Reads all languages, so that a broken file shows at the start and not with the first request. */
export function loadCatalogs(): void {
  for (const locale of LOCALES) catalogOf(locale);
}

function read(locale: Locale): Catalog {
  const folder = join(__dirname, 'locales', locale);
  const problems = new Map<string, ProblemText>();
  for (const file of readdirSync(folder).sort()) {
    if (file === CONSTRAINTS_FILE) continue;
    for (const [code, text] of Object.entries(readJson<ProblemText>(join(folder, file)))) {
      if (problems.has(code)) throw new Error(`${locale}/${file} translates "${code}" again`);
      problems.set(code, text);
    }
  }
  if (locale === FALLBACK_LOCALE && problems.size > 0) {
    throw new Error('English texts of problems stand where the problems are declared');
  }
  const constraints = readJson<string>(join(folder, CONSTRAINTS_FILE));
  return { problems, constraints: new Map(Object.entries(constraints)) };
}

function readJson<T>(path: string): Record<string, T> {
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, T>;
}
