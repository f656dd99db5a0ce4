import { Migration } from '@mikro-orm/migrations';

export class Migration20261123050131 extends Migration {
  override name = 'Migration20261123050131';

  override up(): void | Promise<void> {
    this.addSql(`create extension if not exists pg_trgm;`);
    this.addSql(
      `alter table "user_profile" add "search_name" text generated always as (' ' || regexp_replace(normalize(lower(first_name || ' ' || last_name), NFKD), '[\\u0300-\\u036F]', '', 'g')) stored not null, add "status" text not null default 'active';`,
    );
    this.addSql(
      `create index "user_profile_search_name" on "user_profile" using gin ("search_name" gin_trgm_ops);`,
    );
    this.addSql(
      `create index "user_profile_role_status" on "user_profile" ("role", "status", "created_at", "id");`,
    );
    this.addSql(
      `create index "user_profile_status" on "user_profile" ("status", "created_at", "id");`,
    );
    this.addSql(`create index "user_profile_role" on "user_profile" ("role", "created_at", "id");`);
    this.addSql(`create index "user_profile_created_at" on "user_profile" ("created_at", "id");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "user_profile_search_name";`);
    this.addSql(`drop index "user_profile_role_status";`);
    this.addSql(`drop index "user_profile_status";`);
    this.addSql(`drop index "user_profile_role";`);
    this.addSql(`drop index "user_profile_created_at";`);
    this.addSql(`alter table "user_profile" drop column "search_name", drop column "status";`);
  }
}
