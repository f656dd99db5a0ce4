import { Migration } from '@mikro-orm/migrations';

export class Migration20261130104731 extends Migration {
  override name = 'Migration20261130104731';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "payment_review" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "payment_id" uuid not null, "order_id" uuid not null, "buyer_id" uuid not null, "method" text not null, "reason" text not null, "status" text not null, "amount_minor" bigint not null, "currency" text not null, "expected_minor" bigint not null, "expected_currency" text not null, "is_by_rule" boolean not null, "is_booked" boolean not null default false, "refund_id" uuid null, "decided_by" uuid null, "decision_reason" text null, "decided_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(
      `create index "payment_review_order_id_created_at" on "payment_review" ("order_id", "created_at", "id");`,
    );
    this.addSql(
      `create index "payment_review_status_created_at" on "payment_review" ("status", "created_at", "id");`,
    );
    this.addSql(
      `create index "payment_review_created_at" on "payment_review" ("created_at", "id");`,
    );
    this.addSql(
      `create unique index "payment_review_refund_id" on "payment_review" ("refund_id") where "refund_id" is not null;`,
    );
    this.addSql(
      `create index "payment_review_by_rule_open" on "payment_review" ("created_at") where "status" = 'open' and "is_by_rule";`,
    );
    this.addSql(
      `create unique index "payment_review_payment_id_open" on "payment_review" ("payment_id") where "status" = 'open';`,
    );

    this.addSql(`alter table "refund" alter column "line_id" drop not null;`);
    this.addSql(`alter table "refund" alter column "course_id" drop not null;`);
    this.addSql(`alter table "refund" alter column "decided_by" drop not null;`);

    // What was put before a user until now. Nobody has said whether it went back already, so none goes back by rule.
    this.addSql(
      `insert into "payment_review" ("id", "created_at", "updated_at", "payment_id", "order_id", "buyer_id", "method", "reason", "status", "amount_minor", "currency", "expected_minor", "expected_currency", "is_by_rule")
       select gen_random_uuid(), "updated_at", "updated_at", "id", "order_id", "buyer_id", "method", coalesce("review_reason", 'order_over'), 'open', "received_minor", "currency", "amount_minor", "currency", false
       from "payment" where "status" = 'needs_review';`,
    );
    this.addSql(
      `alter table "payment_review" add constraint "payment_review_payment_id_foreign" foreign key ("payment_id") references "payment" ("id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "payment_review" cascade;`);

    // The version before knows no refunds without a line.
    this.addSql(`delete from "refund" where "line_id" is null;`);
    this.addSql(`update "refund" set "decided_by" = "buyer_id" where "decided_by" is null;`);
    this.addSql(`update "payment" set "status" = 'needs_review' where "status" = 'reviewed';`);
    this.addSql(`alter table "refund" alter column "line_id" set not null;`);
    this.addSql(`alter table "refund" alter column "course_id" set not null;`);
    this.addSql(`alter table "refund" alter column "decided_by" set not null;`);
  }
}
