import { Migration } from '@mikro-orm/migrations';

export class Migration20261122200638 extends Migration {
  override name = 'Migration20261122200638';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "attempt" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "quiz_id" uuid not null, "course_id" uuid not null, "user_id" uuid not null, "publication" int not null, "number" int not null, "status" text not null, "deadline_at" timestamptz null, "layout" jsonb not null, "answers" jsonb not null, "submitted_at" timestamptz null, "score" int null, "score_percent" double precision null, "passed" boolean null, "grades" jsonb null, primary key ("id"));`,
    );
    this.addSql(
      `create index "attempt_deadline_at_open" on "attempt" ("deadline_at") where "status" = 'in_progress';`,
    );
    this.addSql(
      `create unique index "attempt_user_id_quiz_id_open" on "attempt" ("user_id", "quiz_id") where "status" = 'in_progress';`,
    );
    this.addSql(
      `alter table "attempt" add constraint "attempt_user_id_quiz_id_number" unique ("user_id", "quiz_id", "number");`,
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
      `create table "quiz" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "course_id" uuid not null, "title" text not null, "settings" jsonb not null, "questions" jsonb not null, "publication" int null, primary key ("id"));`,
    );
    this.addSql(`create index "quiz_course_id" on "quiz" ("course_id");`);

    this.addSql(
      `create table "quiz_publication" ("quiz_id" uuid not null, "number" int not null, "course_id" uuid not null, "title" text not null, "settings" jsonb not null, "questions" jsonb not null, "published_at" timestamptz not null, primary key ("quiz_id", "number"));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "attempt" cascade;`);
    this.addSql(`drop table if exists "dead_letter" cascade;`);
    this.addSql(`drop table if exists "idempotency_record" cascade;`);
    this.addSql(`drop table if exists "inbox" cascade;`);
    this.addSql(`drop table if exists "outbox" cascade;`);
    this.addSql(`drop table if exists "quiz" cascade;`);
    this.addSql(`drop table if exists "quiz_publication" cascade;`);
  }
}
