import { Migration } from '@mikro-orm/migrations';

export class Migration20261130173224 extends Migration {
  override name = 'Migration20261130173224';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "billing_details" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "name" text not null, "company" text null, "line1" text not null, "line2" text null, "city" text not null, "postal_code" text null, "region" text null, "country" text not null, "vat_id" text null, primary key ("id"));`,
    );

    this.addSql(
      `create table "invoice_counter" ("series" text not null, "year" smallint not null, "last" int not null, primary key ("series", "year"));`,
    );

    this.addSql(
      `create table "invoice" ("id" uuid not null, "kind" text not null, "series" text not null, "year" smallint not null, "sequence" int null, "order_id" uuid not null, "buyer_id" uuid not null, "refund_id" uuid null, "dispute_id" uuid null, "corrects_id" uuid null, "corrects_number" text null, "seller" jsonb not null, "buyer" jsonb null, "lines" jsonb not null, "tax_rate" jsonb null, "net_minor" bigint not null, "tax_minor" bigint not null, "total_minor" bigint not null, "currency" text not null, "issued_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(`create index "invoice_corrects_id" on "invoice" ("corrects_id");`);
    this.addSql(
      `create index "invoice_order_id_issued_at" on "invoice" ("order_id", "issued_at", "id");`,
    );
    this.addSql(
      `create unique index "invoice_dispute_id" on "invoice" ("dispute_id") where "dispute_id" is not null;`,
    );
    this.addSql(
      `create unique index "invoice_refund_id_kind" on "invoice" ("refund_id", "kind") where "refund_id" is not null;`,
    );
    this.addSql(
      `create unique index "invoice_order_id_invoice" on "invoice" ("order_id") where "kind" = 'invoice';`,
    );
    this.addSql(
      `alter table "invoice" add constraint "invoice_series_year_sequence_unique" unique ("series", "year", "sequence");`,
    );

    this.addSql(`drop trigger if exists "ledger_transaction_append_only" on "ledger_transaction";`);
    this.addSql(
      `drop function if exists "ledger_transaction_ledger_transaction_append_only_fn"();`,
    );
    this.addSql(
      `create or replace function "ledger_transaction_ledger_transaction_append_only_fn"() returns trigger as $$ begin raise exception 'Ledger transactions are only added'; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "ledger_transaction_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE on "ledger_transaction" for each STATEMENT execute function "ledger_transaction_ledger_transaction_append_only_fn"();`,
    );

    this.addSql(`drop trigger if exists "ledger_entry_append_only" on "ledger_entry";`);
    this.addSql(`drop function if exists "ledger_entry_ledger_entry_append_only_fn"();`);
    this.addSql(
      `create or replace function "ledger_entry_ledger_entry_append_only_fn"() returns trigger as $$ begin raise exception 'Ledger entries are only added'; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "ledger_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE on "ledger_entry" for each STATEMENT execute function "ledger_entry_ledger_entry_append_only_fn"();`,
    );

    this.addSql(
      `alter table "invoice" add constraint "invoice_order_id_foreign" foreign key ("order_id") references "order" ("id");`,
    );
    this.addSql(
      `alter table "invoice" add constraint "invoice_refund_id_foreign" foreign key ("refund_id") references "refund" ("id") on delete no action;`,
    );
    this.addSql(
      `alter table "invoice" add constraint "invoice_dispute_id_foreign" foreign key ("dispute_id") references "dispute" ("id") on delete no action;`,
    );
    this.addSql(
      `alter table "invoice" add constraint "invoice_corrects_id_foreign" foreign key ("corrects_id") references "invoice" ("id") on delete no action;`,
    );
    this.addSql(
      `create or replace function "invoice_invoice_kept_fn"() returns trigger as $$ begin raise exception 'Invoices are kept'; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "invoice_kept" BEFORE DELETE OR TRUNCATE on "invoice" for each STATEMENT execute function "invoice_invoice_kept_fn"();`,
    );
    this.addSql(
      `create or replace function "invoice_invoice_immutable_fn"() returns trigger as $$ begin if old.sequence is null and new.sequence is not null and to_jsonb(new) - 'sequence' = to_jsonb(old) - 'sequence' then return new; end if; raise exception 'Invoices never change'; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "invoice_immutable" BEFORE UPDATE on "invoice" for each ROW execute function "invoice_invoice_immutable_fn"();`,
    );
    this.addSql(
      `create or replace function "invoice_invoice_numbered_fn"() returns trigger as $$ declare number integer; begin insert into invoice_counter as c (series, year, last) values (new.series, new.year, 1) on conflict (series, year) do update set last = c.last + 1 returning last into number; update invoice set sequence = number where id = new.id; return null; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create constraint trigger "invoice_numbered" after insert on "invoice" deferrable initially deferred for each row execute function "invoice_invoice_numbered_fn"();`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "invoice" drop constraint "invoice_corrects_id_foreign";`);

    this.addSql(`drop table if exists "billing_details" cascade;`);
    this.addSql(`drop table if exists "invoice_counter" cascade;`);
    this.addSql(`drop trigger if exists "invoice_kept" on "invoice";`);
    this.addSql(`drop function if exists "invoice_invoice_kept_fn"();`);
    this.addSql(`drop trigger if exists "invoice_immutable" on "invoice";`);
    this.addSql(`drop function if exists "invoice_invoice_immutable_fn"();`);
    this.addSql(`drop trigger if exists "invoice_numbered" on "invoice";`);
    this.addSql(`drop function if exists "invoice_invoice_numbered_fn"();`);
    this.addSql(`drop table if exists "invoice" cascade;`);

    this.addSql(`drop trigger if exists "ledger_entry_append_only" on "ledger_entry";`);
    this.addSql(`drop function if exists "ledger_entry_ledger_entry_append_only_fn"();`);
    this.addSql(
      `create or replace function "ledger_entry_ledger_entry_append_only_fn"() returns trigger as $$ begin raise exception 'Ledger entries are only added'; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "ledger_entry_append_only" BEFORE DELETE OR UPDATE on "ledger_entry" for each STATEMENT execute function "ledger_entry_ledger_entry_append_only_fn"();`,
    );

    this.addSql(`drop trigger if exists "ledger_transaction_append_only" on "ledger_transaction";`);
    this.addSql(
      `drop function if exists "ledger_transaction_ledger_transaction_append_only_fn"();`,
    );
    this.addSql(
      `create or replace function "ledger_transaction_ledger_transaction_append_only_fn"() returns trigger as $$ begin raise exception 'Ledger transactions are only added'; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "ledger_transaction_append_only" BEFORE DELETE OR UPDATE on "ledger_transaction" for each STATEMENT execute function "ledger_transaction_ledger_transaction_append_only_fn"();`,
    );
  }
}
