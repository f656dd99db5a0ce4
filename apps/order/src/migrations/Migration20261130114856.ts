import { Migration } from '@mikro-orm/migrations';

export class Migration20261130114856 extends Migration {
  override name = 'Migration20261130114856';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "dispute" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "payment_id" uuid not null, "order_id" uuid not null, "buyer_id" uuid not null, "method" text not null, "provider_reference" text not null, "status" text not null, "amount_minor" bigint not null, "currency" text not null, "fee_minor" bigint not null, "reason" text not null, "shares" jsonb not null, "evidence_due_at" timestamptz null, "submitted_at" timestamptz null, "closed_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(
      `create index "dispute_evidence_due_at_open" on "dispute" ("evidence_due_at") where "status" = 'needs_response';`,
    );
    this.addSql(
      `create index "dispute_status_created_at" on "dispute" ("status", "created_at", "id");`,
    );
    this.addSql(`create index "dispute_created_at" on "dispute" ("created_at", "id");`);
    this.addSql(
      `create index "dispute_order_id_created_at" on "dispute" ("order_id", "created_at", "id");`,
    );
    this.addSql(`create index "dispute_payment_id" on "dispute" ("payment_id");`);
    this.addSql(
      `alter table "dispute" add constraint "dispute_provider_reference_unique" unique ("provider_reference");`,
    );

    this.addSql(
      `alter table "dispute" add constraint "dispute_payment_id_foreign" foreign key ("payment_id") references "payment" ("id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "dispute" cascade;`);
  }
}
