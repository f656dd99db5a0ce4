import { Migration } from '@mikro-orm/migrations';

export class Migration20261130075247 extends Migration {
  override name = 'Migration20261130075247';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "refund" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "order_id" uuid not null, "line_id" uuid not null, "payment_id" uuid not null, "request_id" uuid null, "buyer_id" uuid not null, "course_id" uuid not null, "method" text not null, "status" text not null, "amount_minor" bigint not null, "currency" text not null, "ends_access" boolean not null, "reason" text null, "decided_by" uuid not null, "is_by_hand" boolean not null, "provider_reference" text null, "bank_reference" text null, "bank_reference_key" text null, "failure" text null, "completed_at" timestamptz null, "next_attempt_at" timestamptz null, "attempts" smallint not null default 0, primary key ("id"));`,
    );
    this.addSql(
      `create index "refund_next_attempt_at" on "refund" ("next_attempt_at") where "next_attempt_at" is not null;`,
    );
    this.addSql(
      `create index "refund_buyer_id_status_created_at" on "refund" ("buyer_id", "status", "created_at", "id");`,
    );
    this.addSql(
      `create index "refund_buyer_id_created_at" on "refund" ("buyer_id", "created_at", "id");`,
    );
    this.addSql(
      `create index "refund_status_created_at" on "refund" ("status", "created_at", "id");`,
    );
    this.addSql(`create index "refund_created_at" on "refund" ("created_at", "id");`);
    this.addSql(`create index "refund_payment_id" on "refund" ("payment_id");`);
    this.addSql(
      `create index "refund_order_id_created_at" on "refund" ("order_id", "created_at", "id");`,
    );
    this.addSql(
      `alter table "refund" add constraint "refund_provider_reference_unique" unique ("provider_reference");`,
    );
    this.addSql(
      `alter table "refund" add constraint "refund_bank_reference_key_unique" unique ("bank_reference_key");`,
    );

    this.addSql(
      `create table "refund_request" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "order_id" uuid not null, "line_id" uuid not null, "buyer_id" uuid not null, "course_id" uuid not null, "reason" text null, "status" text not null, "assessment" jsonb not null, "decided_by" uuid null, "decided_at" timestamptz null, "decision_reason" text null, "refund_id" uuid null, primary key ("id"));`,
    );
    this.addSql(
      `create index "refund_request_buyer_id_status_created_at" on "refund_request" ("buyer_id", "status", "created_at", "id");`,
    );
    this.addSql(
      `create index "refund_request_buyer_id_created_at" on "refund_request" ("buyer_id", "created_at", "id");`,
    );
    this.addSql(
      `create index "refund_request_status_created_at" on "refund_request" ("status", "created_at", "id");`,
    );
    this.addSql(
      `create index "refund_request_created_at" on "refund_request" ("created_at", "id");`,
    );
    this.addSql(
      `create index "refund_request_order_id_created_at" on "refund_request" ("order_id", "created_at", "id");`,
    );
    this.addSql(
      `create unique index "refund_request_line_id_open" on "refund_request" ("line_id") where "status" = 'open';`,
    );

    this.addSql(`alter table "order" add "refunded_minor" bigint not null default '0';`);

    this.addSql(`alter table "order_line" add "refunded_minor" bigint not null default '0';`);

    this.addSql(
      `alter table "refund" add constraint "refund_order_id_foreign" foreign key ("order_id") references "order" ("id");`,
    );
    this.addSql(
      `alter table "refund" add constraint "refund_line_id_foreign" foreign key ("line_id") references "order_line" ("id");`,
    );
    this.addSql(
      `alter table "refund" add constraint "refund_payment_id_foreign" foreign key ("payment_id") references "payment" ("id");`,
    );

    this.addSql(
      `alter table "refund_request" add constraint "refund_request_order_id_foreign" foreign key ("order_id") references "order" ("id");`,
    );
    this.addSql(
      `alter table "refund_request" add constraint "refund_request_line_id_foreign" foreign key ("line_id") references "order_line" ("id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "refund" cascade;`);
    this.addSql(`drop table if exists "refund_request" cascade;`);

    this.addSql(`alter table "order" drop column "refunded_minor";`);

    this.addSql(`alter table "order_line" drop column "refunded_minor";`);
  }
}
