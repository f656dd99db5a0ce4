import { Migration } from '@mikro-orm/migrations';

/**
 * What differs from kind to kind of question is stored in the form of the kind: an answer is an object instead of the id
 * of a choice. Points are in hundredths, because a kind may give a part of them. The new name of the column keeps the
 * release before, which would store answers in the old form, away from attempts.
 */
export class Migration20261129070000 extends Migration {
  override name = 'Migration20261129070000';

  override up(): void | Promise<void> {
    this.addSql(`alter table "attempt" rename column "score" to "score_hundredths";`);
    this.addSql(`
      update "attempt" set
        "answers" = (
          select coalesce(jsonb_object_agg(key, jsonb_build_object('choiceId', value)), '{}')
          from jsonb_each("answers")
        ),
        "layout" = ${eachOf('"layout"', `part - 'choiceIds' || jsonb_build_object('order', part->'choiceIds')`)},
        "grades" = ${eachOf('"grades"', `part - 'points' || jsonb_build_object('hundredths', (part->>'points')::int * 100)`)},
        "score_hundredths" = "score_hundredths" * 100;`);
  }

  /** Parts of points and answers of kinds that are newer than this are lost. */
  override down(): void | Promise<void> {
    this.addSql(`alter table "attempt" rename column "score_hundredths" to "score";`);
    this.addSql(`
      update "attempt" set
        "answers" = (
          select coalesce(jsonb_object_agg(key, value->'choiceId'), '{}')
          from jsonb_each("answers") where value ? 'choiceId'
        ),
        "layout" = ${eachOf('"layout"', `part - 'order' || jsonb_build_object('choiceIds', part->'order')`)},
        "grades" = ${eachOf('"grades"', `part - 'hundredths' || jsonb_build_object('points', (part->>'hundredths')::int / 100)`)},
        "score" = "score" / 100;`);
  }
}

/** A list with each part made anew; null and JSON's null stay. */
function eachOf(column: string, part: string): string {
  return `case jsonb_typeof(${column}) when 'array' then (
    select coalesce(jsonb_agg(${part} order by place), '[]')
    from jsonb_array_elements(${column}) with ordinality as parts(part, place)
  ) else ${column} end`;
}
