import { Migration } from '@mikro-orm/migrations';

export class Migration20261130212641 extends Migration {
  override name = 'Migration20261130212641';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "children_order" ("id" uuid not null, "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "category_ids" uuid[] not null default '{}', primary key ("id"));`,
    );
    // So far siblings were sorted by name.
    this.addSql(
      `insert into "children_order" ("id", "created_at", "updated_at", "category_ids")
       select parent."id", now(), now(), coalesce(array_agg(child."id" order by child."name", child."id") filter (where child."id" is not null), '{}')
       from (select "id" from "category" union all select '00000000-0000-0000-0000-000000000000'::uuid) parent
       left join "category" child on coalesce(child."parent_id", '00000000-0000-0000-0000-000000000000'::uuid) = parent."id"
       group by parent."id";`,
    );

    this.addSql(`alter table "category" add "translations" jsonb not null default '{}';`);
    this.addSql(`alter table "category" alter column "name" type text using ("name"::text);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "children_order" cascade;`);

    this.addSql(`alter table "category" drop column "translations";`);
    this.addSql(
      `alter table "category" alter column "name" type text collate "und-x-icu" using ("name"::text);`,
    );
  }
}
