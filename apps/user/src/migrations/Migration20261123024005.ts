import { Migration } from '@mikro-orm/migrations';

export class Migration20261123024005 extends Migration {
  override name = 'Migration20261123024005';

  override up(): void | Promise<void> {
    this.addSql(
      `create index "instructor_application_created_at" on "instructor_application" ("created_at", "id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "instructor_application_created_at";`);
  }
}
