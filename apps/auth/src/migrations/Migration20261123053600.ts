import { Migration } from '@mikro-orm/migrations';

export class Migration20261123053600 extends Migration {
  override name = 'Migration20261123053600';

  override up(): void | Promise<void> {
    this.addSql(`alter table "account" alter column "password_hash" drop not null;`);
    this.addSql(
      `create table "identity" ("id" uuid not null, "account_id" uuid not null, "issuer" text not null, "subject" text not null, "email" text not null, "linked_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(
      `create index "identity_account_id" on "identity" ("account_id", "linked_at", "id");`,
    );
    this.addSql(
      `alter table "identity" add constraint "identity_issuer_subject_unique" unique ("issuer", "subject");`,
    );
    this.addSql(
      `create table "oauth_transaction" ("state_hash" text not null, "browser_hash" text not null, "nonce" text not null, "code_verifier" text not null, "redirect" text not null, "expires_at" timestamptz not null, primary key ("state_hash"));`,
    );
    this.addSql(
      `create index "oauth_transaction_expires_at" on "oauth_transaction" ("expires_at");`,
    );
    this.addSql(
      `create table "oauth_ticket" ("secret_hash" text not null, "purpose" text not null, "person" jsonb not null, "expires_at" timestamptz not null, primary key ("secret_hash"));`,
    );
    this.addSql(`create index "oauth_ticket_expires_at" on "oauth_ticket" ("expires_at");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "oauth_ticket" cascade;`);
    this.addSql(`drop table if exists "oauth_transaction" cascade;`);
    this.addSql(`drop table if exists "identity" cascade;`);
    this.addSql(`alter table "account" alter column "password_hash" set not null;`);
  }
}
