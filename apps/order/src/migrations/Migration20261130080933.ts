import { Migration } from '@mikro-orm/migrations';

export class Migration20261130080933 extends Migration {
  override name = 'Migration20261130080933';

  override up(): void | Promise<void> {
    this.addSql(`alter table "payment" add "next_check_at" timestamptz null;`);
    this.addSql(
      `create index "payment_next_check_at" on "payment" ("next_check_at") where "next_check_at" is not null;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "payment_next_check_at";`);
    this.addSql(`alter table "payment" drop column "next_check_at";`);
  }
}
