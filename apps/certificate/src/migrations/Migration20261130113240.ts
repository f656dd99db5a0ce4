import { Migration } from '@mikro-orm/migrations';

export class Migration20261130113240 extends Migration {
  override name = 'Migration20261130113240';

  override up(): void | Promise<void> {
    this.addSql(`alter table "certificate" add "suspended_at" timestamptz null;`);

    this.addSql(
      `alter table "enrollment_access" add "is_suspended" boolean not null default false;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "certificate" drop column "suspended_at";`);

    this.addSql(`alter table "enrollment_access" drop column "is_suspended";`);
  }
}
