import { Migration } from '@mikro-orm/migrations';

export class Migration20261130075134 extends Migration {
  override name = 'Migration20261130075134';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "coupon" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "code" text not null, "code_key" text not null, "label" text null, "discount" jsonb not null, "scope" text not null, "course_id" uuid null, "owner_id" uuid not null, "batch_id" uuid null, "starts_at" timestamptz not null, "ends_at" timestamptz null, "total_limit" int null, "per_user_limit" int null, "minimum_spend" jsonb null, "first_purchase_only" boolean not null, "combines_with_sale" boolean not null, "deactivated_at" timestamptz null, "held" int not null, "committed" int not null, primary key ("id"));`,
    );
    this.addSql(
      `create index "coupon_batch_id_created_at" on "coupon" ("batch_id", "created_at", "id");`,
    );
    this.addSql(
      `create index "coupon_owner_id_created_at" on "coupon" ("owner_id", "created_at", "id");`,
    );
    this.addSql(`create index "coupon_created_at" on "coupon" ("created_at", "id");`);
    this.addSql(
      `alter table "coupon" add constraint "coupon_code_key_unique" unique ("code_key");`,
    );

    this.addSql(
      `create table "coupon_buyer" ("coupon_id" uuid not null, "buyer_id" uuid not null, "uses" int not null, primary key ("coupon_id", "buyer_id"));`,
    );

    this.addSql(
      `create table "coupon_quota" ("subject_id" uuid not null, "month" text not null, "created" int not null, primary key ("subject_id", "month"));`,
    );

    this.addSql(
      `create table "coupon_use" ("id" uuid not null, "coupon_id" uuid not null, "order_id" uuid not null, "buyer_id" uuid not null, "first_purchase" boolean not null, "status" text not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(
      `create unique index "coupon_use_buyer_id_first_purchase" on "coupon_use" ("buyer_id") where "first_purchase" and "status" in ('held', 'committed');`,
    );
    this.addSql(`create index "coupon_use_coupon_id" on "coupon_use" ("coupon_id");`);
    this.addSql(
      `alter table "coupon_use" add constraint "coupon_use_order_id_unique" unique ("order_id");`,
    );

    this.addSql(`alter table "order" add "coupon_id" uuid null, add "coupon_code" text null;`);

    this.addSql(
      `alter table "order_line" add "coupon_discount_minor" bigint not null default '0', add "coupon_id" uuid null;`,
    );

    this.addSql(`alter table "quote" add "coupon_id" uuid null, add "coupon_code" text null;`);

    this.addSql(
      `alter table "coupon_buyer" add constraint "coupon_buyer_coupon_id_foreign" foreign key ("coupon_id") references "coupon" ("id");`,
    );

    this.addSql(
      `alter table "coupon_use" add constraint "coupon_use_coupon_id_foreign" foreign key ("coupon_id") references "coupon" ("id");`,
    );
    this.addSql(
      `alter table "coupon_use" add constraint "coupon_use_order_id_foreign" foreign key ("order_id") references "order" ("id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "coupon_buyer" drop constraint "coupon_buyer_coupon_id_foreign";`);
    this.addSql(`alter table "coupon_use" drop constraint "coupon_use_coupon_id_foreign";`);

    this.addSql(`drop table if exists "coupon" cascade;`);
    this.addSql(`drop table if exists "coupon_buyer" cascade;`);
    this.addSql(`drop table if exists "coupon_quota" cascade;`);
    this.addSql(`drop table if exists "coupon_use" cascade;`);

    this.addSql(`alter table "order" drop column "coupon_id", drop column "coupon_code";`);

    this.addSql(
      `alter table "order_line" drop column "coupon_discount_minor", drop column "coupon_id";`,
    );

    this.addSql(`alter table "quote" drop column "coupon_id", drop column "coupon_code";`);
  }
}
