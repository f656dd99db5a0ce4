import { Migration } from '@mikro-orm/migrations';

export class Migration20261123044042 extends Migration {
  override name = 'Migration20261123044042';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "security_event" ("id" uuid not null, "type" text not null, "result" text not null, "refused_with" text null, "account_id" uuid null, "actor_id" uuid null, "user_agent" text null, "ip" text null, "occurred_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(
      `create index "security_event_occurred_at" on "security_event" ("occurred_at", "id");`,
    );
    this.addSql(
      `create index "security_event_type" on "security_event" ("type", "occurred_at", "id");`,
    );
    this.addSql(
      `create index "security_event_account_id" on "security_event" ("account_id", "occurred_at", "id");`,
    );

    this.addSql(`create index "session_ended_at" on "session" ("ended_at");`);

    this.addSql(
      `create or replace function "security_event_security_event_append_only_fn"() returns trigger as $$ begin raise exception 'Security events are only added'; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "security_event_append_only" BEFORE UPDATE OR DELETE on "security_event" for each STATEMENT execute function "security_event_security_event_append_only_fn"();`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop trigger if exists "security_event_append_only" on "security_event";`);
    this.addSql(`drop function if exists "security_event_security_event_append_only_fn"();`);
    this.addSql(`drop table if exists "security_event" cascade;`);

    this.addSql(`drop index "session_ended_at";`);
  }
}
