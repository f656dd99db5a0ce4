import { Migration } from '@mikro-orm/migrations';

export class Migration20261123072553 extends Migration {
  override name = 'Migration20261123072553';

  override up(): void | Promise<void> {
    this.addSql(`alter table "account" add "erased_at" timestamptz null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "account" drop column "erased_at";`);
  }
}
