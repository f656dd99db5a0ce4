import { Migration } from '@mikro-orm/migrations';

export class Migration20261130172420 extends Migration {
  override name = 'Migration20261130172420';

  override up(): void | Promise<void> {
    this.addSql(`drop index "ledger_entry_earnings";`);
    this.addSql(`drop index "ledger_entry_line_id";`);
    this.addSql(
      `create index "ledger_entry_instructor_id" on "ledger_entry" ("instructor_id", "posted_at", "id") where "instructor_id" is not null;`,
    );
    this.addSql(
      `create index "ledger_entry_currency" on "ledger_entry" ("currency", "posted_at", "id");`,
    );
    this.addSql(
      `create index "ledger_entry_account_kind" on "ledger_entry" ("account", "kind", "posted_at", "id");`,
    );
    this.addSql(`create index "ledger_entry_kind" on "ledger_entry" ("kind", "posted_at", "id");`);
    this.addSql(
      `create index "ledger_entry_account" on "ledger_entry" ("account", "posted_at", "id");`,
    );
    this.addSql(
      `create index "ledger_entry_line_id_posted_at" on "ledger_entry" ("line_id", "posted_at", "id") where "line_id" is not null;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "ledger_entry_instructor_id";`);
    this.addSql(`drop index "ledger_entry_currency";`);
    this.addSql(`drop index "ledger_entry_account_kind";`);
    this.addSql(`drop index "ledger_entry_kind";`);
    this.addSql(`drop index "ledger_entry_account";`);
    this.addSql(`drop index "ledger_entry_line_id_posted_at";`);
    this.addSql(
      `create index "ledger_entry_earnings" on "ledger_entry" ("instructor_id", "posted_at", "id") where account = 'instructor_earnings'::text;`,
    );
    this.addSql(
      `create index "ledger_entry_line_id" on "ledger_entry" ("line_id") where line_id IS NOT NULL;`,
    );
  }
}
