import { Migration } from '@mikro-orm/migrations';

export class Migration20261129005309 extends Migration {
  override name = 'Migration20261129005309';

  override up(): void | Promise<void> {
    this.addSql(`alter table "certificate" add "superseded_at" timestamptz null;`);
    // A learner who left a course and completed it again was given another certificate each time: the first one counts.
    this.addSql(`
      update "certificate" set "superseded_at" = now()
      from (
        select "id", row_number() over (
          partition by "user_id", "course_id" order by "created_at", "id"
        ) as "place" from "certificate"
      ) "ranked"
      where "ranked"."id" = "certificate"."id" and "ranked"."place" > 1;`);
    this.addSql(
      `create unique index "certificate_user_id_course_id_valid" on "certificate" ("user_id", "course_id") where "superseded_at" is null;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "certificate_user_id_course_id_valid";`);
    this.addSql(`alter table "certificate" drop column "superseded_at";`);
  }
}
