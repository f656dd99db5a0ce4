import { Migration } from '@mikro-orm/migrations';

export class Migration20261130080846 extends Migration {
  override name = 'Migration20261130080846';

  override up(): void | Promise<void> {
    this.addSql(
      `alter table "review" add "refunded_at" timestamptz null, add "enrollment_version" int not null default 0;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(
      `alter table "review" drop column "refunded_at", drop column "enrollment_version";`,
    );
  }
}
