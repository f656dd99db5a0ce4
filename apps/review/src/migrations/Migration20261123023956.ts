import { Migration } from '@mikro-orm/migrations';

export class Migration20261123023956 extends Migration {
  override name = 'Migration20261123023956';

  override up(): void | Promise<void> {
    this.addSql(
      `create index "review_course_id_stars_created_at" on "review" ("course_id", "stars", "created_at", "id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "review_course_id_stars_created_at";`);
  }
}
