import DataLoader from 'dataloader';
import type { CategorySummary } from '@course-plateform/types/category';
import type { PublicProfile } from '@course-plateform/types/user';
import type { CatalogNames } from './catalog-names.service';
import type { CatalogRow } from './catalog-rows';
import type { CatalogRepository } from './catalog.repository';

/** Collects the ids a GraphQL request needs and loads each kind once. Made anew for every request. */
export interface CatalogLoaders {
  readonly instructor: DataLoader<string, PublicProfile | null>;
  /** Courses that everyone sees; null for others. */
  readonly course: DataLoader<string, CatalogRow | null>;
  readonly category: DataLoader<string, CategorySummary | null>;
}

/** The GraphQL context of our own; Mercurius adds the reply. */
export interface CatalogContext {
  readonly loaders: CatalogLoaders;
}

export function catalogLoaders(names: CatalogNames, catalog: CatalogRepository): CatalogLoaders {
  return {
    course: new DataLoader(async (ids) => {
      const found = new Map((await catalog.visible(ids)).map((row) => [row._id, row]));
      return ids.map((id) => found.get(id) ?? null);
    }),
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
