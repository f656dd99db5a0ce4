import { Migration } from '@mikro-orm/migrations-mongodb';
import { dropIndex } from './drop-index';

/** Searches by words have a database of their own; each write of the catalog still paid for the text index before it. */
export class DropCatalogText extends Migration {
  override name = 'DropCatalogText';

  override async up(): Promise<void> {
    await dropIndex(this.getCollection('catalog_entry'), 'catalog_text');
  }
}
