import { Migration } from '@mikro-orm/migrations';

export class Migration20261122194742 extends Migration {
  override name = 'Migration20261122194742';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "curriculum_snapshot" ("course_id" uuid not null, "publication" int not null, "title" text not null default '', "lessons" jsonb not null, "fetched_at" timestamptz null, "tried_at" timestamptz null, "settled_at" timestamptz null, primary key ("course_id", "publication"));`,
    );
    this.addSql(
      `create index "curriculum_snapshot_unsettled" on "curriculum_snapshot" ("tried_at" nulls first) where "settled_at" is null;`,
    );

    this.addSql(
      `create table "dead_letter" ("id" uuid not null, "consumer" text not null, "event_id" text not null, "event" jsonb not null, "error" text not null, "attempts" int not null, "first_at" timestamptz not null, "last_at" timestamptz not null, "replayed_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "dead_letter" add constraint "dead_letter_consumer_event_id_unique" unique ("consumer", "event_id");`,
    );

    this.addSql(
      `create table "enrollment" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "user_id" uuid not null, "course_id" uuid not null, "publication" int not null, "status" text not null, "percent" double precision not null, "completed_at" timestamptz null, "ended_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(
      `create index "enrollment_course_id_created_at" on "enrollment" ("course_id", "created_at", "id");`,
    );
    this.addSql(
      `create index "enrollment_user_id_created_at" on "enrollment" ("user_id", "created_at", "id");`,
    );
    this.addSql(
      `create unique index "enrollment_user_id_course_id_living" on "enrollment" ("user_id", "course_id") where "status" <> 'ended';`,
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
      `create table "lesson_completion" ("enrollment_id" uuid not null, "lesson_id" uuid not null, "completed_at" timestamptz not null, primary key ("enrollment_id", "lesson_id"));`,
    );

    this.addSql(
      `create table "order_line_grant" ("order_line_id" uuid not null, "order_id" uuid not null, "enrollment_id" uuid null, "ended_at" timestamptz null, primary key ("order_line_id"));`,
    );
    this.addSql(
      `create index "order_line_grant_enrollment_id_index" on "order_line_grant" ("enrollment_id");`,
    );

    this.addSql(
      `create table "outbox" ("id" uuid not null, "seq" bigserial, "subject" text not null, "aggregate_type" text not null, "aggregate_id" text not null, "aggregate_version" int not null, "payload" jsonb not null, "headers" jsonb not null, "created_at" timestamptz not null, "published_at" timestamptz null, "attempts" int not null default 0, "last_error" text null, primary key ("id"));`,
    );
    this.addSql(`create index "outbox_published_at_idx" on "outbox" ("published_at");`);
    this.addSql(
      `create index "outbox_pending_idx" on "outbox" ("seq") where "published_at" is null;`,
    );

    this.addSql(
      `create table "quiz_pass" ("user_id" uuid not null, "quiz_id" uuid not null, "passed_at" timestamptz not null, primary key ("user_id", "quiz_id"));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "curriculum_snapshot" cascade;`);
    this.addSql(`drop table if exists "dead_letter" cascade;`);
    this.addSql(`drop table if exists "enrollment" cascade;`);
    this.addSql(`drop table if exists "idempotency_record" cascade;`);
    this.addSql(`drop table if exists "inbox" cascade;`);
    this.addSql(`drop table if exists "lesson_completion" cascade;`);
    this.addSql(`drop table if exists "order_line_grant" cascade;`);
    this.addSql(`drop table if exists "outbox" cascade;`);
    this.addSql(`drop table if exists "quiz_pass" cascade;`);
  }
}
