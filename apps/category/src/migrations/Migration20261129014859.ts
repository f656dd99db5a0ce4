import { Migration } from '@mikro-orm/migrations';

export class Migration20261129014859 extends Migration {
  override name = 'Migration20261129014859';

  override up(): void | Promise<void> {
    this.addSql(`alter table "category" add "former_slugs" text[] not null default '{}';`);
    this.addSql(
      `alter table "category" alter column "name" type text collate "und-x-icu" using ("name"::text);`,
    );
    this.addSql(`create index "category_former_slugs" on "category" using gin ("former_slugs");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "category_former_slugs";`);
    this.addSql(`alter table "category" drop column "former_slugs";`);
    this.addSql(`alter table "category" alter column "name" type text using ("name"::text);`);
  }
}
