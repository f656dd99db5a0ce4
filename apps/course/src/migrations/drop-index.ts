import { MongoServerError } from 'mongodb';

/** NamespaceNotFound and IndexNotFound, by their numbers in MongoDB's list of errors. */
const MISSING: readonly unknown[] = [26, 27];

/** Drops an index that may be gone already. Without the session of a migration: no transaction drops indexes. */
export async function dropIndex(
  collection: { dropIndex(name: string): Promise<unknown> },
  name: string,
): Promise<void> {
  try {
    await collection.dropIndex(name);
  } catch (error) {
    if (!(error instanceof MongoServerError && MISSING.includes(error.code))) throw error;
  }
}
