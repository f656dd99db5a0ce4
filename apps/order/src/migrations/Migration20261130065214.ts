import { Migration } from '@mikro-orm/migrations';

export class Migration20261130065214 extends Migration {
  override name = 'Migration20261130065214';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "payment_event" ("id" text not null, "method" text not null, "type" text not null, "payload" jsonb not null, "status" text not null, "attempts" smallint not null default 0, "next_attempt_at" timestamptz null, "last_error" text null, "received_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(
      `create index "payment_event_status_received_at" on "payment_event" ("status", "received_at");`,
    );
    this.addSql(
      `create index "payment_event_next_attempt_at" on "payment_event" ("next_attempt_at") where "next_attempt_at" is not null;`,
    );

    this.addSql(
      `alter table "payment" add "last_attempt" jsonb null, add "failed_attempts" smallint not null default 0, add "charge_reference" text null, add "review_reason" text null;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "payment_event" cascade;`);

    this.addSql(
      `alter table "payment" drop column "last_attempt", drop column "failed_attempts", drop column "charge_reference", drop column "review_reason";`,
    );
  }
}
