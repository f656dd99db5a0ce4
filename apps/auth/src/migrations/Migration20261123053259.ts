import { Migration } from '@mikro-orm/migrations';

export class Migration20261123053259 extends Migration {
  override name = 'Migration20261123053259';

  override up(): void | Promise<void> {
    this.addSql(
      `alter table "account" add "suspended" boolean not null default false, add "suspended_until" timestamptz null, add "suspension_version" int not null default 0;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(
      `alter table "account" drop column "suspended", drop column "suspended_until", drop column "suspension_version";`,
    );
  }
}
