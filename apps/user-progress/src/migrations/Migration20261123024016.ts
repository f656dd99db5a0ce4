import { Migration } from '@mikro-orm/migrations';

export class Migration20261123024016 extends Migration {
  override name = 'Migration20261123024016';

  override up(): void | Promise<void> {
    this.addSql(
      `create index "enrollment_course_id_status_created_at" on "enrollment" ("course_id", "status", "created_at", "id");`,
    );
    this.addSql(
      `create index "enrollment_user_id_status_created_at" on "enrollment" ("user_id", "status", "created_at", "id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "enrollment_course_id_status_created_at";`);
    this.addSql(`drop index "enrollment_user_id_status_created_at";`);
  }
}
