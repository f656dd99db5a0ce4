import { Migration } from '@mikro-orm/migrations';

export class Migration20261123050339 extends Migration {
  override name = 'Migration20261123050339';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "outgoing_mail" ("id" uuid not null, "template" text not null, "locale" text not null, "content" text null, "state" text not null, "attempts" int not null, "next_attempt_at" timestamptz not null, "created_at" timestamptz not null, "ended_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(`create index "outgoing_mail_created_at" on "outgoing_mail" ("created_at");`);
    this.addSql(
      `create index "outgoing_mail_waiting" on "outgoing_mail" ("next_attempt_at", "id") where "state" = 'waiting';`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "outgoing_mail" cascade;`);
  }
}
