import { Migration } from '@mikro-orm/migrations';

export class Migration20261122191406 extends Migration {
  override name = 'Migration20261122191406';

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
      `create table "instructor_application" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "user_id" uuid not null, "motivation" text not null, "status" text not null, "reason" text null, "decided_by" uuid null, "decided_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(
      `create index "instructor_application_status" on "instructor_application" ("status", "created_at", "id");`,
    );
    this.addSql(
      `create index "instructor_application_user_id" on "instructor_application" ("user_id", "created_at");`,
    );
    this.addSql(
      `create unique index "instructor_application_user_id_pending" on "instructor_application" ("user_id") where "status" = 'pending';`,
    );

    this.addSql(
      `create table "outbox" ("id" uuid not null, "seq" bigserial, "subject" text not null, "aggregate_type" text not null, "aggregate_id" text not null, "aggregate_version" int not null, "payload" jsonb not null, "headers" jsonb not null, "created_at" timestamptz not null, "published_at" timestamptz null, "attempts" int not null default 0, "last_error" text null, primary key ("id"));`,
    );
    this.addSql(`create index "outbox_published_at_idx" on "outbox" ("published_at");`);
    this.addSql(
      `create index "outbox_pending_idx" on "outbox" ("seq") where "published_at" is null;`,
    );

    this.addSql(
      `create table "pending_profile" ("user_id" uuid not null, "created_at" timestamptz not null, primary key ("user_id"));`,
    );
    this.addSql(`create index "pending_profile_created_at" on "pending_profile" ("created_at");`);

    this.addSql(
      `create table "user_profile" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "first_name" text not null, "last_name" text not null, "role" text not null, "slug" text null, "headline" text null, "bio" text null, "links" jsonb not null, "phone" text null, "locale" text not null, "timezone" text not null, "avatar_url" text null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "user_profile" add constraint "user_profile_slug_unique" unique ("slug");`,
    );
    this.addSql(
      `create index "user_profile_role_last_name" on "user_profile" ("role", "last_name", "first_name", "id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "dead_letter" cascade;`);
    this.addSql(`drop table if exists "idempotency_record" cascade;`);
    this.addSql(`drop table if exists "inbox" cascade;`);
    this.addSql(`drop table if exists "instructor_application" cascade;`);
    this.addSql(`drop table if exists "outbox" cascade;`);
    this.addSql(`drop table if exists "pending_profile" cascade;`);
    this.addSql(`drop table if exists "user_profile" cascade;`);
  }
}
