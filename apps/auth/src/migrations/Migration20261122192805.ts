import { Migration } from '@mikro-orm/migrations';

export class Migration20261122192805 extends Migration {
  override name = 'Migration20261122192805';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "account" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "email" text not null, "email_key" text not null, "email_verified_at" timestamptz null, "password_hash" text not null, "role" text not null, "role_version" int not null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "account" add constraint "account_email_key_unique" unique ("email_key");`,
    );

    this.addSql(
      `create table "dead_letter" ("id" uuid not null, "consumer" text not null, "event_id" text not null, "event" jsonb not null, "error" text not null, "attempts" int not null, "first_at" timestamptz not null, "last_at" timestamptz not null, "replayed_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "dead_letter" add constraint "dead_letter_consumer_event_id_unique" unique ("consumer", "event_id");`,
    );

    this.addSql(
      `create table "email_verification" ("id" uuid not null, "account_id" uuid not null, "token_hash" text not null, "created_at" timestamptz not null, "expires_at" timestamptz not null, "used_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "email_verification" add constraint "email_verification_token_hash_unique" unique ("token_hash");`,
    );
    this.addSql(
      `create index "email_verification_account_id" on "email_verification" ("account_id", "created_at");`,
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
      `create table "login_throttle" ("key" text not null, "attempts" int not null, "last_at" timestamptz not null, primary key ("key"));`,
    );
    this.addSql(`create index "login_throttle_last_at" on "login_throttle" ("last_at");`);

    this.addSql(
      `create table "outbox" ("id" uuid not null, "seq" bigserial, "subject" text not null, "aggregate_type" text not null, "aggregate_id" text not null, "aggregate_version" int not null, "payload" jsonb not null, "headers" jsonb not null, "created_at" timestamptz not null, "published_at" timestamptz null, "attempts" int not null default 0, "last_error" text null, primary key ("id"));`,
    );
    this.addSql(`create index "outbox_published_at_idx" on "outbox" ("published_at");`);
    this.addSql(
      `create index "outbox_pending_idx" on "outbox" ("seq") where "published_at" is null;`,
    );

    this.addSql(
      `create table "refresh_token" ("id" uuid not null, "session_id" uuid not null, "token_hash" text not null, "created_at" timestamptz not null, "replaced_at" timestamptz null, "replaced_by" uuid null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "refresh_token" add constraint "refresh_token_token_hash_unique" unique ("token_hash");`,
    );
    this.addSql(`create index "refresh_token_session_id" on "refresh_token" ("session_id");`);

    this.addSql(
      `create table "session" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "account_id" uuid not null, "user_agent" text not null, "ip" text not null, "last_seen_at" timestamptz not null, "expires_at" timestamptz not null, "ended_at" timestamptz null, "ended_by" text null, primary key ("id"));`,
    );
    this.addSql(`create index "session_expires_at" on "session" ("expires_at");`);
    this.addSql(`create index "session_account_id" on "session" ("account_id", "created_at");`);

    this.addSql(
      `create table "signing_key" ("id" uuid not null, "state" text not null, "public_key" jsonb not null, "encrypted_private_key" text not null, "created_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "signing_key" add constraint "signing_key_state_unique" unique ("state");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "account" cascade;`);
    this.addSql(`drop table if exists "dead_letter" cascade;`);
    this.addSql(`drop table if exists "email_verification" cascade;`);
    this.addSql(`drop table if exists "idempotency_record" cascade;`);
    this.addSql(`drop table if exists "inbox" cascade;`);
    this.addSql(`drop table if exists "login_throttle" cascade;`);
    this.addSql(`drop table if exists "outbox" cascade;`);
    this.addSql(`drop table if exists "refresh_token" cascade;`);
    this.addSql(`drop table if exists "session" cascade;`);
    this.addSql(`drop table if exists "signing_key" cascade;`);
  }
}
