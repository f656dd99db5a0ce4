import { Migration } from '@mikro-orm/migrations';

export class Migration20261122190325 extends Migration {
  override name = 'Migration20261122190325';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "course_rating" ("course_id" uuid not null, "count" int not null default 0, "stars_total" int not null default 0, "version" int not null default 1, primary key ("course_id"));`,
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
      `create table "review" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "course_id" uuid not null, "author_id" uuid not null, "stars" smallint not null, "text" text not null, primary key ("id"));`,
    );
    this.addSql(`create index "review_course_id_stars" on "review" ("course_id", "stars", "id");`);
    this.addSql(
      `create index "review_author_id_created_at" on "review" ("author_id", "created_at", "id");`,
    );
    this.addSql(
      `create index "review_course_id_created_at" on "review" ("course_id", "created_at", "id");`,
    );
    this.addSql(
      `alter table "review" add constraint "review_course_id_author_id_unique" unique ("course_id", "author_id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "course_rating" cascade;`);
    this.addSql(`drop table if exists "dead_letter" cascade;`);
    this.addSql(`drop table if exists "idempotency_record" cascade;`);
    this.addSql(`drop table if exists "inbox" cascade;`);
    this.addSql(`drop table if exists "outbox" cascade;`);
    this.addSql(`drop table if exists "review" cascade;`);
  }
}
