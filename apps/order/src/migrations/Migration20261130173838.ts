import { Migration } from '@mikro-orm/migrations';

export class Migration20261130173838 extends Migration {
  override name = 'Migration20261130173838';

  override up(): void | Promise<void> {
    this.addSql(
      `create index "ledger_entry_account_currency" on "ledger_entry" ("account", "currency", "posted_at", "id");`,
    );

    this.addSql(`alter table "payment" add "is_in_ledger" boolean not null default false;`);
    this.addSql(
      `create index "payment_not_in_ledger" on "payment" ("id") where not "is_in_ledger" and "status" <> 'open';`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "ledger_entry_account_currency";`);

    this.addSql(`drop index "payment_not_in_ledger";`);
    this.addSql(`alter table "payment" drop column "is_in_ledger";`);
  }
}
