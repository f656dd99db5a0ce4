import { Migration } from '@mikro-orm/migrations';

export class Migration20261130182242 extends Migration {
  override name = 'Migration20261130182242';

  override up(): void | Promise<void> {
    this.addSql(`alter table "order_line" drop column "share_base_minor";`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "order_line" add "share_base_minor" int8 null;`);
  }
}
