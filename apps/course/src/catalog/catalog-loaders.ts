import DataLoader from 'dataloader';
import type { CategorySummary } from '@course-plateform/types/category';
import type { PublicProfile } from '@course-plateform/types/user';
import type { CatalogNames } from './catalog-names.service';

/** Collects the ids a GraphQL request needs and loads each kind once. Made anew for every request. */
export interface CatalogLoaders {
  readonly instructor: DataLoader<string, PublicProfile | null>;
  readonly category: DataLoader<string, CategorySummary | null>;
}

/** The GraphQL context of our own; Mercurius adds the reply. */
export interface CatalogContext {
  readonly loaders: CatalogLoaders;
}

export function catalogLoaders(names: CatalogNames): CatalogLoaders {
  return {
    instructor: new DataLoader(async (ids) => {
      const found = await names.instructors(ids);
      return ids.map((id) => found.get(id) ?? null);
    }),
    category: new DataLoader(async (ids) => {
      const found = await names.categories(ids);
      return ids.map((id) => found.get(id) ?? null);
    }),
  };
}
