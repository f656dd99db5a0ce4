import { Migration } from '@mikro-orm/migrations';

export class Migration20261123074539 extends Migration {
  override name = 'Migration20261123074539';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "avatar" ("user_id" uuid not null, "version" text not null, "content" bytea not null, "created_at" timestamptz not null, primary key ("user_id"));`,
    );

    this.addSql(`alter table "user_profile" rename column "avatar_url" to "avatar_version";`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "avatar" cascade;`);

    this.addSql(`alter table "user_profile" rename column "avatar_version" to "avatar_url";`);
  }
}
