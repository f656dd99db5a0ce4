import type { DocumentOf } from '@course-plateform/common/persistence';
import type { CatalogEntry } from './catalog-entry.entity';

/** What searches and the feed read and nothing shows. */
type UnshownField =
  'formerSlugs' | 'searchRevision' | 'searchPending' | 'features' | 'feedChangedAt' | 'feedPending';

/** A catalog entry as it is stored: these reads are hot, so they go past the unit of work. */
export type CatalogRow = DocumentOf<CatalogEntry, UnshownField>;

/** What a card shows, and an offer needs: descriptions and page texts are long, and neither has them. */
export type CatalogCardRow = Omit<CatalogRow, 'description' | 'page'>;

const UNSHOWN: Readonly<Record<UnshownField, 0>> = {
  formerSlugs: 0,
  searchRevision: 0,
  searchPending: 0,
  features: 0,
  feedChangedAt: 0,
  feedPending: 0,
};
/** Fields that are left out of a row, with those that entries of earlier releases have for a text index. */
export const WHOLE = { ...UNSHOWN, words: 0, searchText: 0 };
export const CARD = { ...WHOLE, description: 0, page: 0 };
