import { Migration } from '@mikro-orm/migrations';

export class Migration20261130105806 extends Migration {
  override name = 'Migration20261130105806';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "outgoing_mail" ("id" uuid not null, "template" text not null, "user_id" uuid null, "locale" text null, "content" text null, "state" text not null, "attempts" int not null, "next_attempt_at" timestamptz not null, "created_at" timestamptz not null, "ended_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(`create index "outgoing_mail_created_at" on "outgoing_mail" ("created_at");`);
    this.addSql(
      `create index "outgoing_mail_waiting" on "outgoing_mail" ("next_attempt_at", "id") where "state" = 'waiting';`,
    );

    this.addSql(
      `create table "stripe_customer" ("user_id" uuid not null, "customer_id" text not null, "created_at" timestamptz not null, "erased_at" timestamptz null, primary key ("user_id"));`,
    );
    this.addSql(
      `create index "stripe_customer_erased_at" on "stripe_customer" ("erased_at") where "erased_at" is not null;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "outgoing_mail" cascade;`);
    this.addSql(`drop table if exists "stripe_customer" cascade;`);
  }
}
