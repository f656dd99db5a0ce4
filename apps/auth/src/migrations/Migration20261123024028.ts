import { Migration } from '@mikro-orm/migrations';

export class Migration20261123024028 extends Migration {
  override name = 'Migration20261123024028';

  override up(): void | Promise<void> {
    this.addSql(`drop index "session_account_id";`);
    this.addSql(
      `create index "session_account_id_open" on "session" ("account_id", "created_at", "id") where "ended_at" is null;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "session_account_id_open";`);
    this.addSql(`create index "session_account_id" on "session" ("account_id", "created_at");`);
  }
}
