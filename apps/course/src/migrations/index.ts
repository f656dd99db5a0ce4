import { DropCatalogText } from './drop-catalog-text';

export const migrations = [DropCatalogText] as const;
