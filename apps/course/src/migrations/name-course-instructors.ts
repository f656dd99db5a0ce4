import { Migration } from '@mikro-orm/migrations-mongodb';
import { dropIndex } from './drop-index';

/** The indexes by the owner alone. */
const BY_OWNER = [
  'catalog_instructor',
  'catalog_instructor_rating',
  'catalog_instructor_popular',
  'catalog_instructor_price',
];

/** Courses are found under everyone whom their page shows, and not under their owner alone. */
export class NameCourseInstructors extends Migration {
  override name = 'NameCourseInstructors';

  override async up(): Promise<void> {
    const entries = this.getCollection('catalog_entry');
    const shown = {
      $filter: { input: { $ifNull: ['$coInstructors', []] }, cond: '$$this.isVisible' },
    };
    const ids = { $map: { input: shown, in: '$$this.instructorId' } };
    // Idempotent, and without the session of the migration: it may be more than one transaction takes.
    await entries.updateMany({ instructorIds: null } as object, [
      { $set: { instructorIds: { $concatArrays: [['$instructorId'], ids] } } },
    ]);
    for (const name of BY_OWNER) await dropIndex(entries, name);
  }
}
