import { Migration } from '@mikro-orm/migrations';

export class Migration20261129004741 extends Migration {
  override name = 'Migration20261129004741';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "course_publication" ("course_id" uuid not null, "newest" int not null, primary key ("course_id"));`,
    );

    // Each return to a course used to leave an ended enrollment behind. The living one, or the newest, takes over what
    // was completed in the others and the purchases that led to them.
    this.addSql(`
      create temporary table "survivor" on commit drop as
      select "id", first_value("id") over (
        partition by "user_id", "course_id" order by ("status" <> 'ended') desc, "created_at" desc, "id" desc
      ) as "into_id" from "enrollment";`);
    this.addSql(`
      insert into "lesson_completion" ("enrollment_id", "lesson_id", "completed_at")
      select "survivor"."into_id", "done"."lesson_id", min("done"."completed_at")
      from "lesson_completion" "done" join "survivor" on "survivor"."id" = "done"."enrollment_id"
      where "survivor"."id" <> "survivor"."into_id"
      group by "survivor"."into_id", "done"."lesson_id"
      on conflict do nothing;`);
    this.addSql(`
      delete from "lesson_completion" "done" using "survivor"
      where "survivor"."id" = "done"."enrollment_id" and "survivor"."id" <> "survivor"."into_id";`);
    this.addSql(`
      update "order_line_grant" "line" set "enrollment_id" = "survivor"."into_id"
      from "survivor"
      where "survivor"."id" = "line"."enrollment_id" and "survivor"."id" <> "survivor"."into_id";`);
    this.addSql(`
      update "enrollment" set
        "completed_at" = "earlier"."completed_at",
        "status" = case "status" when 'active' then 'completed' else "status" end,
        "version" = "version" + 1
      from (
        select "survivor"."into_id", min("completed_at") as "completed_at"
        from "survivor" join "enrollment" using ("id")
        where "survivor"."id" <> "survivor"."into_id"
        group by "survivor"."into_id"
      ) "earlier"
      where "enrollment"."id" = "earlier"."into_id" and "earlier"."completed_at" is not null;`);
    this.addSql(`
      delete from "enrollment" using "survivor"
      where "survivor"."id" = "enrollment"."id" and "survivor"."id" <> "survivor"."into_id";`);
    this.addSql(`drop index "enrollment_user_id_course_id_living";`);
    this.addSql(
      `alter table "enrollment" add constraint "enrollment_user_id_course_id_unique" unique ("user_id", "course_id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "course_publication" cascade;`);

    this.addSql(`alter table "enrollment" drop constraint "enrollment_user_id_course_id_unique";`);
    this.addSql(
      `create unique index "enrollment_user_id_course_id_living" on "enrollment" ("user_id", "course_id") where status <> 'ended'::text;`,
    );
  }
}
