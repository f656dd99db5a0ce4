import { Migration } from '@mikro-orm/migrations-mongodb';
import { MongoServerError } from 'mongodb';

/** NamespaceNotFound and IndexNotFound, by their numbers in MongoDB's list of errors. */
const MISSING: readonly unknown[] = [26, 27];

/** Searches by words have a database of their own; each write of the catalog still paid for the text index before it. */
export class DropCatalogText extends Migration {
  override name = 'DropCatalogText';

  override async up(): Promise<void> {
    try {
      // Without the session of the migration: no transaction drops indexes.
      await this.getCollection('catalog_entry').dropIndex('catalog_text');
    } catch (error) {
      if (!(error instanceof MongoServerError && MISSING.includes(error.code))) throw error;
    }
  }
}
