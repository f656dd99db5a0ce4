import { Migration } from '@mikro-orm/migrations';

export class Migration20261123053248 extends Migration {
  override name = 'Migration20261123053248';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "suspension" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "user_id" uuid not null, "reason" text not null, "suspended_by" uuid not null, "until" timestamptz null, "ended_at" timestamptz null, "ended_by" uuid null, primary key ("id"));`,
    );
    this.addSql(
      `create index "suspension_until_open" on "suspension" ("until") where "ended_at" is null;`,
    );
    this.addSql(
      `create unique index "suspension_user_id_open" on "suspension" ("user_id") where "ended_at" is null;`,
    );

    this.addSql(`drop index "user_profile_role_last_name";`);
    this.addSql(
      `create index "user_profile_role_last_name" on "user_profile" ("role", "status", "last_name", "first_name", "id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "suspension" cascade;`);

    this.addSql(`drop index "user_profile_role_last_name";`);
    this.addSql(
      `create index "user_profile_role_last_name" on "user_profile" ("role", "last_name", "first_name", "id");`,
    );
  }
}
