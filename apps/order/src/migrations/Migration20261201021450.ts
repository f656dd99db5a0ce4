import { Migration } from '@mikro-orm/migrations';

export class Migration20261201021450 extends Migration {
  override name = 'Migration20261201021450';

  override up(): void | Promise<void> {
    this.addSql(
      `create or replace function "invoice_counter_invoice_counter_kept_fn"() returns trigger as $$ begin raise exception 'Numbers of invoices leave no gap'; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "invoice_counter_kept" before delete or truncate on "invoice_counter" for each statement execute function "invoice_counter_invoice_counter_kept_fn"();`,
    );
    this.addSql(
      `create or replace function "invoice_counter_invoice_counter_counts_fn"() returns trigger as $$ begin if new.series = old.series and new.year = old.year and new.last = old.last + 1 then return new; end if; raise exception 'Numbers of invoices leave no gap'; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "invoice_counter_counts" BEFORE UPDATE on "invoice_counter" for each ROW execute function "invoice_counter_invoice_counter_counts_fn"();`,
    );
    this.addSql(`drop trigger if exists "ledger_total_append_only" on "ledger_total";`);
    this.addSql(
      `create trigger "ledger_total_append_only" before update or delete or truncate on "ledger_total" for each statement execute function "ledger_total_ledger_total_append_only_fn"();`,
    );
    this.addSql(`drop trigger if exists "earning_statement_append_only" on "earning_statement";`);
    this.addSql(
      `create trigger "earning_statement_append_only" before update or delete or truncate on "earning_statement" for each statement execute function "earning_statement_earning_statement_append_only_fn"();`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop trigger if exists "invoice_counter_kept" on "invoice_counter";`);
    this.addSql(`drop function if exists "invoice_counter_invoice_counter_kept_fn"();`);
    this.addSql(`drop trigger if exists "invoice_counter_counts" on "invoice_counter";`);
    this.addSql(`drop function if exists "invoice_counter_invoice_counter_counts_fn"();`);
    this.addSql(`drop trigger if exists "ledger_total_append_only" on "ledger_total";`);
    this.addSql(
      `create trigger "ledger_total_append_only" before update or delete on "ledger_total" for each statement execute function "ledger_total_ledger_total_append_only_fn"();`,
    );
    this.addSql(`drop trigger if exists "earning_statement_append_only" on "earning_statement";`);
    this.addSql(
      `create trigger "earning_statement_append_only" before update or delete on "earning_statement" for each statement execute function "earning_statement_earning_statement_append_only_fn"();`,
    );
  }
}
