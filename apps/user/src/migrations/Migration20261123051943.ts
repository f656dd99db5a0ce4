import { Migration } from '@mikro-orm/migrations';

export class Migration20261123051943 extends Migration {
  override name = 'Migration20261123051943';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "role_change" ("id" uuid not null, "user_id" uuid not null, "from_role" text not null, "to_role" text not null, "reason" text null, "changed_by" uuid not null, "changed_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(`create index "role_change_user_id" on "role_change" ("user_id", "changed_at");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "role_change" cascade;`);
  }
}
