import { Migration } from '@mikro-orm/migrations';

export class Migration20261123091455 extends Migration {
  override name = 'Migration20261123091455';

  override up(): void | Promise<void> {
    this.addSql(`alter table "account" add "timezone" text not null default 'UTC';`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "account" drop column "timezone";`);
  }
}
