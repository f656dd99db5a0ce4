import { Migration } from '@mikro-orm/migrations';

/** Names the time of the newest `order.paid` event as the code does. */
export class Migration20261130031500 extends Migration {
  override name = 'Migration20261130031500';

  override up(): void {
    this.addSql(`alter table "order" rename column "paid_told_at" to "paid_published_at"`);
    this.addSql(`alter index "order_paid_told_at_paid" rename to "order_paid_published_at_paid"`);
  }

  override down(): void {
    this.addSql(`alter index "order_paid_published_at_paid" rename to "order_paid_told_at_paid"`);
    this.addSql(`alter table "order" rename column "paid_published_at" to "paid_told_at"`);
  }
}
