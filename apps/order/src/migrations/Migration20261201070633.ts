import { Migration } from '@mikro-orm/migrations';

export class Migration20261201070633 extends Migration {
  override name = 'Migration20261201070633';

  override up(): void | Promise<void> {
    this.addSql(`alter table "order_line" add "share_split" jsonb null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "order_line" drop column "share_split";`);
  }
}
