import { Migration } from '@mikro-orm/migrations';

export class Migration20261122195129 extends Migration {
  override name = 'Migration20261122195129';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "dead_letter" ("id" uuid not null, "consumer" text not null, "event_id" text not null, "event" jsonb not null, "error" text not null, "attempts" int not null, "first_at" timestamptz not null, "last_at" timestamptz not null, "replayed_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "dead_letter" add constraint "dead_letter_consumer_event_id_unique" unique ("consumer", "event_id");`,
    );

    this.addSql(
      `create table "idempotency_record" ("id" varchar(64) not null, "fingerprint" varchar(64) not null, "owner" varchar(36) not null, "locked_until" timestamptz not null, "status" int null, "body" text null, "expires_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(
      `create index "idempotency_record_expires_at" on "idempotency_record" ("expires_at");`,
    );

    this.addSql(
      `create table "inbox" ("consumer" text not null, "event_id" uuid not null, "received_at" timestamptz not null default now(), primary key ("consumer", "event_id"));`,
    );
    this.addSql(`create index "inbox_received_at_idx" on "inbox" ("received_at");`);

    this.addSql(
      `create table "order" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "buyer_id" uuid not null, "quote_id" uuid not null, "status" text not null, "total_minor" bigint not null, "currency" text not null, "due_at" timestamptz not null, "paid_at" timestamptz null, "paid_told_at" timestamptz null, "history" jsonb not null, primary key ("id"));`,
    );
    this.addSql(
      `create index "order_paid_told_at_paid" on "order" ("paid_told_at") where "status" = 'paid';`,
    );
    this.addSql(`create index "order_status_due_at" on "order" ("status", "due_at");`);
    this.addSql(
      `create index "order_buyer_id_created_at" on "order" ("buyer_id", "created_at", "id");`,
    );
    this.addSql(`alter table "order" add constraint "order_quote_id_unique" unique ("quote_id");`);

    this.addSql(
      `create table "order_line" ("id" uuid not null, "order_id" uuid not null, "position" smallint not null, "buyer_id" uuid not null, "course_id" uuid not null, "publication" int not null, "instructor_id" uuid not null, "title" text not null, "slug" text not null, "list_price_minor" bigint not null, "price_minor" bigint not null, "currency" text not null, "status" text not null, primary key ("id"));`,
    );
    this.addSql(`create index "order_line_order_id" on "order_line" ("order_id", "position");`);
    this.addSql(
      `create unique index "order_line_buyer_id_course_id_live" on "order_line" ("buyer_id", "course_id") where "status" in ('open', 'paid', 'fulfilled');`,
    );

    this.addSql(
      `create table "outbox" ("id" uuid not null, "seq" bigserial, "subject" text not null, "aggregate_type" text not null, "aggregate_id" text not null, "aggregate_version" int not null, "payload" jsonb not null, "headers" jsonb not null, "created_at" timestamptz not null, "published_at" timestamptz null, "attempts" int not null default 0, "last_error" text null, primary key ("id"));`,
    );
    this.addSql(`create index "outbox_published_at_idx" on "outbox" ("published_at");`);
    this.addSql(
      `create index "outbox_pending_idx" on "outbox" ("seq") where "published_at" is null;`,
    );

    this.addSql(
      `create table "payment" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "order_id" uuid not null, "number" smallint not null, "buyer_id" uuid not null, "method" text not null, "status" text not null, "amount_minor" bigint not null, "received_minor" bigint not null, "currency" text not null, "reference" text not null, "bank_account" jsonb null, "due_at" timestamptz not null, "paid_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(
      `create index "payment_method_status_created_at" on "payment" ("method", "status", "created_at", "id");`,
    );
    this.addSql(
      `create index "payment_method_created_at" on "payment" ("method", "created_at", "id");`,
    );
    this.addSql(
      `create unique index "payment_order_id_open" on "payment" ("order_id") where "status" = 'open';`,
    );
    this.addSql(
      `alter table "payment" add constraint "payment_reference_unique" unique ("reference");`,
    );
    this.addSql(
      `alter table "payment" add constraint "payment_order_id_number_unique" unique ("order_id", "number");`,
    );

    this.addSql(
      `create table "bank_receipt" ("id" uuid not null, "payment_id" uuid not null, "amount_minor" bigint not null, "currency" text not null, "bank_reference" text not null, "confirmed_by" uuid not null, "created_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(`create index "bank_receipt_payment_id" on "bank_receipt" ("payment_id", "id");`);
    this.addSql(
      `alter table "bank_receipt" add constraint "bank_receipt_bank_reference_unique" unique ("bank_reference");`,
    );

    this.addSql(
      `create table "quote" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "buyer_id" uuid not null, "lines" jsonb not null, "total_minor" bigint not null, "currency" text not null, "expires_at" timestamptz not null, "order_id" uuid null, primary key ("id"));`,
    );
    this.addSql(`create index "quote_expires_at" on "quote" ("expires_at");`);
    this.addSql(`create index "quote_buyer_id_created_at" on "quote" ("buyer_id", "created_at");`);

    this.addSql(
      `create table "transaction" ("id" uuid not null, "kind" text not null, "user_id" uuid not null, "order_id" uuid not null, "payment_id" uuid not null, "method" text not null, "amount_minor" bigint not null, "currency" text not null, "created_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(
      `create index "transaction_user_id_created_at" on "transaction" ("user_id", "created_at", "id");`,
    );
    this.addSql(`create index "transaction_created_at" on "transaction" ("created_at", "id");`);
    this.addSql(
      `create unique index "transaction_payment_id_charge" on "transaction" ("payment_id") where "kind" = 'charge';`,
    );

    this.addSql(
      `alter table "order_line" add constraint "order_line_order_id_foreign" foreign key ("order_id") references "order" ("id");`,
    );

    this.addSql(
      `alter table "payment" add constraint "payment_order_id_foreign" foreign key ("order_id") references "order" ("id");`,
    );

    this.addSql(
      `alter table "bank_receipt" add constraint "bank_receipt_payment_id_foreign" foreign key ("payment_id") references "payment" ("id");`,
    );

    this.addSql(
      `alter table "transaction" add constraint "transaction_payment_id_foreign" foreign key ("payment_id") references "payment" ("id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "order_line" drop constraint "order_line_order_id_foreign";`);
    this.addSql(`alter table "payment" drop constraint "payment_order_id_foreign";`);
    this.addSql(`alter table "bank_receipt" drop constraint "bank_receipt_payment_id_foreign";`);
    this.addSql(`alter table "transaction" drop constraint "transaction_payment_id_foreign";`);

    this.addSql(`drop table if exists "dead_letter" cascade;`);
    this.addSql(`drop table if exists "idempotency_record" cascade;`);
    this.addSql(`drop table if exists "inbox" cascade;`);
    this.addSql(`drop table if exists "order" cascade;`);
    this.addSql(`drop table if exists "order_line" cascade;`);
    this.addSql(`drop table if exists "outbox" cascade;`);
    this.addSql(`drop table if exists "payment" cascade;`);
    this.addSql(`drop table if exists "bank_receipt" cascade;`);
    this.addSql(`drop table if exists "quote" cascade;`);
    this.addSql(`drop table if exists "transaction" cascade;`);
  }
}
