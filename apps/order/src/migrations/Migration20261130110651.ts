import { Migration } from '@mikro-orm/migrations';

export class Migration20261130110651 extends Migration {
  override name = 'Migration20261130110651';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "earning_statement" ("id" uuid not null, "instructor_id" uuid not null, "currency" text not null, "month" text not null, "ends_at" timestamptz not null, "opening_minor" bigint not null, "sales_minor" bigint not null, "refunds_minor" bigint not null, "disputes_minor" bigint not null, "payouts_minor" bigint not null, "closing_minor" bigint not null, "held_minor" bigint not null, "created_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(
      `create index "earning_statement_instructor_id_month" on "earning_statement" ("instructor_id", "month", "id");`,
    );
    this.addSql(
      `alter table "earning_statement" add constraint "earning_statement_instructor_id_currency_month_unique" unique ("instructor_id", "currency", "month");`,
    );

    this.addSql(
      `create table "ledger_month" ("month" text not null, "ends_at" timestamptz not null, "closed_at" timestamptz not null, "statements_at" timestamptz null, primary key ("month"));`,
    );

    this.addSql(
      `create table "ledger_total" ("month" text not null, "account" text not null, "currency" text not null, "debit_minor" bigint not null, "credit_minor" bigint not null, primary key ("month", "account", "currency"));`,
    );

    this.addSql(
      `create table "ledger_transaction" ("id" uuid not null, "key" text not null, "kind" text not null, "order_id" uuid null, "posted_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(
      `create index "ledger_transaction_posted_at" on "ledger_transaction" ("posted_at", "id");`,
    );
    this.addSql(
      `create index "ledger_transaction_order_id" on "ledger_transaction" ("order_id", "id");`,
    );
    this.addSql(
      `alter table "ledger_transaction" add constraint "ledger_transaction_key_unique" unique ("key");`,
    );

    this.addSql(
      `create table "ledger_entry" ("id" uuid not null, "transaction_id" uuid not null, "kind" text not null, "account" text not null, "amount_minor" bigint not null, "currency" text not null, "line_id" uuid null, "course_id" uuid null, "instructor_id" uuid null, "available_at" timestamptz null, "posted_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(
      `create index "ledger_entry_set_aside" on "ledger_entry" ("instructor_id", "currency", "account") include ("amount_minor") where "account" in ('dispute_reserve', 'payouts_in_transit') and "instructor_id" is not null;`,
    );
    this.addSql(
      `create index "ledger_entry_payouts" on "ledger_entry" ("instructor_id", "currency") include ("amount_minor") where "account" = 'instructor_earnings' and "kind" in ('payout', 'payout_failed');`,
    );
    this.addSql(
      `create index "ledger_entry_earnings_available_at" on "ledger_entry" ("instructor_id", "currency", "available_at") include ("amount_minor") where "account" = 'instructor_earnings';`,
    );
    this.addSql(
      `create index "ledger_entry_earnings" on "ledger_entry" ("instructor_id", "posted_at", "id") where "account" = 'instructor_earnings';`,
    );
    this.addSql(
      `create index "ledger_entry_earnings_currency" on "ledger_entry" ("instructor_id", "currency", "posted_at", "id") include ("amount_minor") where "account" = 'instructor_earnings';`,
    );
    this.addSql(
      `create index "ledger_entry_posted_at" on "ledger_entry" ("posted_at", "id") include ("account", "currency", "amount_minor");`,
    );
    this.addSql(
      `create index "ledger_entry_line_id" on "ledger_entry" ("line_id") where "line_id" is not null;`,
    );
    this.addSql(`create index "ledger_entry_transaction_id" on "ledger_entry" ("transaction_id");`);

    this.addSql(
      `create table "payout_run" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "created_by" uuid not null, "status" text not null default 'running', "payouts" int not null default 0, "after_instructor_id" uuid not null default '00000000-0000-0000-0000-000000000000', "after_currency" text not null default '', "completed_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(
      `create index "payout_run_running" on "payout_run" ("id") where "status" = 'running';`,
    );
    this.addSql(`create index "payout_run_created_at" on "payout_run" ("created_at", "id");`);

    this.addSql(
      `create table "payout" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "run_id" uuid not null, "instructor_id" uuid not null, "amount_minor" bigint not null, "currency" text not null, "status" text not null, "bank_reference" text null, "bank_reference_key" text null, "confirmed_by" uuid null, "paid_at" timestamptz null, "failure_reason" text null, "failed_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(
      `create index "payout_instructor_id_status_created_at" on "payout" ("instructor_id", "status", "created_at", "id");`,
    );
    this.addSql(
      `create index "payout_instructor_id_created_at" on "payout" ("instructor_id", "created_at", "id");`,
    );
    this.addSql(
      `create index "payout_status_created_at" on "payout" ("status", "created_at", "id");`,
    );
    this.addSql(`create index "payout_created_at" on "payout" ("created_at", "id");`);
    this.addSql(
      `alter table "payout" add constraint "payout_run_id_unique" unique ("run_id", "instructor_id", "currency");`,
    );
    this.addSql(
      `alter table "payout" add constraint "payout_bank_reference_key_unique" unique ("bank_reference_key");`,
    );

    this.addSql(
      `create table "pending_fee" ("payment_id" uuid not null, "next_attempt_at" timestamptz not null, "attempts" smallint not null default 0, primary key ("payment_id"));`,
    );
    this.addSql(`create index "pending_fee_next_attempt_at" on "pending_fee" ("next_attempt_at");`);

    this.addSql(`alter table "coupon" add "created_by" uuid null;`);

    this.addSql(
      `alter table "order_line" add "share_attribution" text null, add "share_basis_points" int null, add "share_base_minor" bigint null, add "share_minor" bigint null;`,
    );

    this.addSql(
      `create or replace function "earning_statement_earning_statement_append_only_fn"() returns trigger as $$ begin raise exception 'Statements never change'; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "earning_statement_append_only" BEFORE UPDATE OR DELETE on "earning_statement" for each STATEMENT execute function "earning_statement_earning_statement_append_only_fn"();`,
    );

    this.addSql(
      `create or replace function "ledger_total_ledger_total_append_only_fn"() returns trigger as $$ begin raise exception 'Totals of the ledger are only added'; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "ledger_total_append_only" BEFORE UPDATE OR DELETE on "ledger_total" for each STATEMENT execute function "ledger_total_ledger_total_append_only_fn"();`,
    );

    this.addSql(
      `create or replace function "ledger_transaction_ledger_transaction_open_month_fn"() returns trigger as $$ begin perform pg_advisory_xact_lock_shared(hashtext('ledger_month')); if exists (select from ledger_month where ends_at > new.posted_at) then raise exception 'The month of % is closed in the ledger', new.posted_at; end if; return new; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "ledger_transaction_open_month" BEFORE INSERT on "ledger_transaction" for each ROW execute function "ledger_transaction_ledger_transaction_open_month_fn"();`,
    );
    this.addSql(
      `create or replace function "ledger_transaction_ledger_transaction_append_only_fn"() returns trigger as $$ begin raise exception 'Ledger transactions are only added'; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "ledger_transaction_append_only" BEFORE UPDATE OR DELETE on "ledger_transaction" for each STATEMENT execute function "ledger_transaction_ledger_transaction_append_only_fn"();`,
    );

    this.addSql(
      `alter table "ledger_entry" add constraint "ledger_entry_transaction_id_foreign" foreign key ("transaction_id") references "ledger_transaction" ("id");`,
    );
    this.addSql(
      `alter table "ledger_entry" add constraint "ledger_entry_earnings_of_instructor" check ("account" <> 'instructor_earnings' or "instructor_id" is not null);`,
    );
    this.addSql(
      `alter table "ledger_entry" add constraint "ledger_entry_amount_not_zero" check ("amount_minor" <> 0);`,
    );
    this.addSql(
      `create or replace function "ledger_entry_ledger_entry_balanced_fn"() returns trigger as $$ begin if exists (select from ledger_entry where transaction_id = new.transaction_id group by currency having sum(amount_minor) <> 0) then raise exception 'The ledger transaction % is out of balance', new.transaction_id; end if; return null; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create constraint trigger "ledger_entry_balanced" after insert on "ledger_entry" deferrable initially deferred for each row execute function "ledger_entry_ledger_entry_balanced_fn"();`,
    );
    this.addSql(
      `create or replace function "ledger_entry_ledger_entry_append_only_fn"() returns trigger as $$ begin raise exception 'Ledger entries are only added'; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "ledger_entry_append_only" BEFORE UPDATE OR DELETE on "ledger_entry" for each STATEMENT execute function "ledger_entry_ledger_entry_append_only_fn"();`,
    );

    this.addSql(
      `alter table "payout" add constraint "payout_run_id_foreign" foreign key ("run_id") references "payout_run" ("id");`,
    );
    this.addSql(
      `alter table "payout" add constraint "payout_amount_positive" check ("amount_minor" > 0);`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(
      `alter table "ledger_entry" drop constraint "ledger_entry_transaction_id_foreign";`,
    );
    this.addSql(`alter table "payout" drop constraint "payout_run_id_foreign";`);

    this.addSql(`drop trigger if exists "earning_statement_append_only" on "earning_statement";`);
    this.addSql(`drop function if exists "earning_statement_earning_statement_append_only_fn"();`);
    this.addSql(`drop table if exists "earning_statement" cascade;`);
    this.addSql(`drop table if exists "ledger_month" cascade;`);
    this.addSql(`drop trigger if exists "ledger_total_append_only" on "ledger_total";`);
    this.addSql(`drop function if exists "ledger_total_ledger_total_append_only_fn"();`);
    this.addSql(`drop table if exists "ledger_total" cascade;`);
    this.addSql(`drop trigger if exists "ledger_transaction_open_month" on "ledger_transaction";`);
    this.addSql(`drop function if exists "ledger_transaction_ledger_transaction_open_month_fn"();`);
    this.addSql(`drop trigger if exists "ledger_transaction_append_only" on "ledger_transaction";`);
    this.addSql(
      `drop function if exists "ledger_transaction_ledger_transaction_append_only_fn"();`,
    );
    this.addSql(`drop table if exists "ledger_transaction" cascade;`);
    this.addSql(`drop trigger if exists "ledger_entry_balanced" on "ledger_entry";`);
    this.addSql(`drop function if exists "ledger_entry_ledger_entry_balanced_fn"();`);
    this.addSql(`drop trigger if exists "ledger_entry_append_only" on "ledger_entry";`);
    this.addSql(`drop function if exists "ledger_entry_ledger_entry_append_only_fn"();`);
    this.addSql(`drop table if exists "ledger_entry" cascade;`);
    this.addSql(`drop table if exists "payout_run" cascade;`);
    this.addSql(`drop table if exists "payout" cascade;`);
    this.addSql(`drop table if exists "pending_fee" cascade;`);

    this.addSql(`alter table "coupon" drop column "created_by";`);

    this.addSql(
      `alter table "order_line" drop column "share_attribution", drop column "share_basis_points", drop column "share_base_minor", drop column "share_minor";`,
    );
  }
}
