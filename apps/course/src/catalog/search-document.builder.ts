import type { DocumentOf } from '@course-plateform/common/persistence';
import { type CatalogEntry, shownInstructors } from './catalog-entry.entity';
import type { Publication } from '../course/publication.entity';
import { priceAt } from '../price/price-schedule';
import { plainText } from '../rich-text/rich-text';
import type { SearchDocument } from '../search/course-search';

/** What a search document needs of an entry of the catalog. */
export type SearchedEntry = DocumentOf<CatalogEntry>;
export type SearchedPublication = Pick<DocumentOf<Publication>, 'sections'>;

/** What else a search document needs. */
interface SearchContext {
  /** Of instructors, by their ids, as far as they are known. */
  readonly names: ReadonlyMap<string, string>;
  /** Of topics, by name. */
  readonly synonyms: ReadonlyMap<string, readonly string[]>;
  readonly now: Date;
}

/** Makes the search document of a course as it is in the catalog at a time. */
export function searchDocumentOf(
  entry: SearchedEntry,
  publication: SearchedPublication | undefined,
  { names, synonyms, now }: SearchContext,
): SearchDocument {
  const lessons = (publication?.sections ?? []).flatMap((section) => section.lessons);
  const schedule = { listPrice: entry.listPrice, sales: entry.sales };
  const { price, changesAt } = priceAt(schedule, now);
  const then = changesAt === null ? price : priceAt(schedule, changesAt).price;
  return {
    id: entry._id,
    revision: entry.searchRevision ?? 0,
    visible: entry.visible,
    title: entry.title,
    subtitle: entry.subtitle,
    objectives: entry.page?.objectives ?? [],
    topics: (entry.topics ?? []).map((name) => ({ name, synonyms: synonyms.get(name) ?? [] })),
    description: plainText(entry.description),
    lessonTitles: lessons.map(({ title }) => title),
    instructors: shownInstructors(entry).map((id) => ({ id, name: names.get(id) ?? null })),
    categoryId: entry.categoryId,
    level: entry.level,
    language: entry.language,
    currency: entry.currency,
    priceMinor: price.amountMinor,
    priceChangesAt: changesAt,
    priceThenMinor: then.amountMinor,
    durationSeconds: entry.durationSeconds,
    ratingAverage: entry.ratingAverage,
    ratingCount: entry.ratingCount,
    learners: entry.learners,
    publishedAt: entry.publishedAt,
    features: entry.features ?? [],
  };
}
