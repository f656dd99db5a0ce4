import { Migration } from '@mikro-orm/migrations';

export class Migration20261122195534 extends Migration {
  override name = 'Migration20261122195534';

  override up(): void | Promise<void> {
    this.addSql(`create table "cart" ("id" uuid not null, primary key ("id"));`);

    this.addSql(
      `create table "cart_item" ("id" uuid not null, "cart_id" uuid not null, "course_id" uuid not null, "title" text not null, "slug" text not null, "price_minor" bigint not null, "currency" text not null, "added_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "cart_item" add constraint "cart_item_cart_id_course_id_unique" unique ("cart_id", "course_id");`,
    );

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
      `create table "outbox" ("id" uuid not null, "seq" bigserial, "subject" text not null, "aggregate_type" text not null, "aggregate_id" text not null, "aggregate_version" int not null, "payload" jsonb not null, "headers" jsonb not null, "created_at" timestamptz not null, "published_at" timestamptz null, "attempts" int not null default 0, "last_error" text null, primary key ("id"));`,
    );
    this.addSql(`create index "outbox_published_at_idx" on "outbox" ("published_at");`);
    this.addSql(
      `create index "outbox_pending_idx" on "outbox" ("seq") where "published_at" is null;`,
    );

    this.addSql(
      `create table "wishlist_item" ("id" uuid not null, "user_id" uuid not null, "course_id" uuid not null, "title" text not null, "slug" text not null, "price_minor" bigint not null, "currency" text not null, "added_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(
      `create index "wishlist_item_user_id_added_at" on "wishlist_item" ("user_id", "added_at", "id");`,
    );
    this.addSql(
      `alter table "wishlist_item" add constraint "wishlist_item_user_id_course_id_unique" unique ("user_id", "course_id");`,
    );

    this.addSql(
      `alter table "cart_item" add constraint "cart_item_cart_id_foreign" foreign key ("cart_id") references "cart" ("id") on delete cascade;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "cart_item" drop constraint "cart_item_cart_id_foreign";`);

    this.addSql(`drop table if exists "cart" cascade;`);
    this.addSql(`drop table if exists "cart_item" cascade;`);
    this.addSql(`drop table if exists "dead_letter" cascade;`);
    this.addSql(`drop table if exists "idempotency_record" cascade;`);
    this.addSql(`drop table if exists "inbox" cascade;`);
    this.addSql(`drop table if exists "outbox" cascade;`);
    this.addSql(`drop table if exists "wishlist_item" cascade;`);
  }
}
