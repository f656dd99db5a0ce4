import { Migration } from '@mikro-orm/migrations';

export class Migration20261130080833 extends Migration {
  override name = 'Migration20261130080833';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "enrollment_access" ("enrollment_id" uuid not null, "version" int not null default 0, "is_refunded" boolean not null default false, primary key ("enrollment_id"));`,
    );

    this.addSql(
      `alter table "certificate" add "revoked_at" timestamptz null, add "revocation_cause" text null, add "revocation_reason" text null;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "enrollment_access" cascade;`);

    this.addSql(
      `alter table "certificate" drop column "revoked_at", drop column "revocation_cause", drop column "revocation_reason";`,
    );
  }
}
