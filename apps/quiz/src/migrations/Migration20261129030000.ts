import { randomUUID } from 'node:crypto';
import { Migration } from '@mikro-orm/migrations';

/**
 * Questions and choices had ids that sort by the time they were made, so that sorting undid the order in which a learner
 * sees them. Each gets a random one, the same wherever it stands.
 */
export class Migration20261129030000 extends Migration {
  override name = 'Migration20261129030000';

  override up(): void | Promise<void> {
    // Nobody can compute the new ids from the old ones without it.
    const salt = randomUUID();
    this.addSql(`
      create function pg_temp.unsorted(id text) returns text language sql immutable as $$
        select case when substr(id, 15, 1) <> '7' then id else
          overlay(overlay(md5('${salt}' || id) placing '4' from 13) placing 'a' from 17)::uuid::text
        end
      $$;`);
    this.addSql(`
      create function pg_temp.unsorted_questions(questions jsonb) returns jsonb language sql immutable as $$
        select coalesce(jsonb_agg(
          question || jsonb_build_object(
            'id', pg_temp.unsorted(question->>'id'),
            'choices', (
              select coalesce(jsonb_agg(
                choice || jsonb_build_object('id', pg_temp.unsorted(choice->>'id')) order by place
              ), '[]')
              from jsonb_array_elements(question->'choices') with ordinality as choices(choice, place)
            )
          ) order by place
        ), '[]')
        from jsonb_array_elements(questions) with ordinality as questions(question, place)
      $$;`);
    this.addSql(
      `update "quiz" set "questions" = pg_temp.unsorted_questions("questions"), "version" = "version" + 1;`,
    );
    this.addSql(
      `update "quiz_publication" set "questions" = pg_temp.unsorted_questions("questions");`,
    );
    this.addSql(`
      update "attempt" set
        "layout" = (
          select coalesce(jsonb_agg(jsonb_build_object(
            'questionId', pg_temp.unsorted(part->>'questionId'),
            'choiceIds', (
              select coalesce(jsonb_agg(pg_temp.unsorted(id) order by place), '[]')
              from jsonb_array_elements_text(part->'choiceIds') with ordinality as ids(id, place)
            )
          ) order by place), '[]')
          from jsonb_array_elements("layout") with ordinality as parts(part, place)
        ),
        "answers" = (
          select coalesce(jsonb_object_agg(pg_temp.unsorted(key), pg_temp.unsorted(value)), '{}')
          from jsonb_each_text("answers")
        ),
        "grades" = (
          select jsonb_agg(
            grade || jsonb_build_object('questionId', pg_temp.unsorted(grade->>'questionId')) order by place
          )
          from jsonb_array_elements(case jsonb_typeof("grades") when 'array' then "grades" end)
            with ordinality as grades(grade, place)
        ),
        "version" = "version" + 1;`);
    this.addSql('drop function pg_temp.unsorted_questions(jsonb);');
    this.addSql('drop function pg_temp.unsorted(text);');
  }

  override down(): void | Promise<void> {
    // Random ids are as good as the ones before.
  }
}
