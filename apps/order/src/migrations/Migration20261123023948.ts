import { Migration } from '@mikro-orm/migrations';

export class Migration20261123023948 extends Migration {
  override name = 'Migration20261123023948';

  override up(): void | Promise<void> {
    this.addSql(
      `create index "order_buyer_id_status_created_at" on "order" ("buyer_id", "status", "created_at", "id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "order_buyer_id_status_created_at";`);
  }
}
