import { Migration } from '@mikro-orm/migrations';

export class Migration20261130110843 extends Migration {
  override name = 'Migration20261130110843';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "reconciliation_finding" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "kind" text not null, "cause" text not null, "subject" text not null, "about_id" uuid null, "order_id" uuid null, "details" jsonb not null, "closed_at" timestamptz null, "handled_by" uuid null, "is_dismissed" boolean not null default false, "note" text null, "repaired_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(
      `create index "reconciliation_finding_kind_created_at" on "reconciliation_finding" ("kind", "created_at", "id");`,
    );
    this.addSql(
      `create index "reconciliation_finding_created_at" on "reconciliation_finding" ("created_at", "id");`,
    );
    this.addSql(
      `create index "reconciliation_finding_kind_created_at_open" on "reconciliation_finding" ("kind", "created_at", "id") where "closed_at" is null;`,
    );
    this.addSql(
      `create index "reconciliation_finding_created_at_open" on "reconciliation_finding" ("created_at", "id") where "closed_at" is null;`,
    );
    this.addSql(
      `create index "reconciliation_finding_about_id_open" on "reconciliation_finding" ("about_id") where "closed_at" is null;`,
    );
    this.addSql(
      `create unique index "reconciliation_finding_kind_subject_open" on "reconciliation_finding" ("kind", "subject") where "closed_at" is null or "is_dismissed";`,
    );

    this.addSql(
      `create index "coupon_use_held" on "coupon_use" ("order_id") where "status" = 'held';`,
    );

    // What was sold before is compared as well. The default of a new column is stored once and not in each row.
    this.addSql(`alter table "order_line" add "check_at" timestamptz null default now();`);
    this.addSql(`alter table "order_line" alter column "check_at" drop default;`);
    this.addSql(
      `create index "order_line_open" on "order_line" ("order_id") where "status" = 'open';`,
    );
    this.addSql(
      `create index "order_line_check_at" on "order_line" ("check_at") where "check_at" is not null;`,
    );

    this.addSql(`alter table "payment" add "verify_at" timestamptz null;`);
    this.addSql(
      `update "payment" set "verify_at" = now() where "method" = 'stripe' and "status" in ('succeeded', 'reviewed');`,
    );
    this.addSql(`create index "payment_charge_reference" on "payment" ("charge_reference");`);
    this.addSql(
      `create index "payment_verify_at" on "payment" ("verify_at") where "verify_at" is not null;`,
    );

    this.addSql(`alter table "refund" drop constraint "refund_provider_reference_unique";`);
    this.addSql(
      `alter table "refund" add constraint "refund_provider_reference_line_id_unique" unique ("provider_reference", "line_id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "reconciliation_finding" cascade;`);

    this.addSql(`drop index "coupon_use_held";`);

    this.addSql(`drop index "order_line_open";`);
    this.addSql(`drop index "order_line_check_at";`);
    this.addSql(`alter table "order_line" drop column "check_at";`);

    this.addSql(`drop index "payment_charge_reference";`);
    this.addSql(`drop index "payment_verify_at";`);
    this.addSql(`alter table "payment" drop column "verify_at";`);

    this.addSql(`alter table "refund" drop constraint "refund_provider_reference_line_id_unique";`);
    this.addSql(
      `alter table "refund" add constraint "refund_provider_reference_unique" unique ("provider_reference");`,
    );
  }
}
