import { Migration } from '@mikro-orm/migrations';

export class Migration20261123081824 extends Migration {
  override name = 'Migration20261123081824';

  override up(): void | Promise<void> {
    this.addSql(
      `alter table "account" add "locale" text not null default 'en', add "locale_version" int not null default 0;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "account" drop column "locale", drop column "locale_version";`);
  }
}
