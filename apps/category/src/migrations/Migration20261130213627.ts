import { Migration } from '@mikro-orm/migrations';

export class Migration20261130213627 extends Migration {
  override name = 'Migration20261130213627';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "category_replacement" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "replaced_by" uuid not null, primary key ("id"));`,
    );
    this.addSql(
      `create index "category_replacement_replaced_by" on "category_replacement" ("replaced_by");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "category_replacement" cascade;`);
  }
}
