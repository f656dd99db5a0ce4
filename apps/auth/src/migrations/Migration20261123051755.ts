import { Migration } from '@mikro-orm/migrations';

export class Migration20261123051755 extends Migration {
  override name = 'Migration20261123051755';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "password_reset" ("id" uuid not null, "account_id" uuid null, "email_hash" text not null, "token_hash" text not null, "state" text not null, "created_at" timestamptz not null, "expires_at" timestamptz not null, "ended_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "password_reset" add constraint "password_reset_token_hash_unique" unique ("token_hash");`,
    );
    this.addSql(`create index "password_reset_expires_at" on "password_reset" ("expires_at");`);
    this.addSql(`create index "password_reset_account_id" on "password_reset" ("account_id");`);
    this.addSql(
      `create index "password_reset_email_hash" on "password_reset" ("email_hash", "created_at");`,
    );
    this.addSql(
      `create unique index "password_reset_open_unique" on "password_reset" ("email_hash") where "state" = 'requested';`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "password_reset" cascade;`);
  }
}
