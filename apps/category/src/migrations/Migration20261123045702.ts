import { Migration } from '@mikro-orm/migrations';

export class Migration20261123045702 extends Migration {
  override name = 'Migration20261123045702';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "course_count" ("category_id" uuid not null, "courses" int not null, primary key ("category_id"));`,
    );

    this.addSql(
      `create table "filed_course" ("course_id" uuid not null, "category_id" uuid null, "course_version" int not null default 0, primary key ("course_id"));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "course_count" cascade;`);
    this.addSql(`drop table if exists "filed_course" cascade;`);
  }
}
