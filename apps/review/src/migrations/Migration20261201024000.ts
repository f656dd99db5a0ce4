import { Migration } from '@mikro-orm/migrations';

const STARS = ['one', 'two', 'three', 'four', 'five'];

export class Migration20261201024000 extends Migration {
  override name = 'Migration20261201024000';

  override up(): void | Promise<void> {
    const added = STARS.map((column) => `add "${column}" int not null default 0`);
    this.addSql(`alter table "course_rating" ${added.join(', ')};`);
    // That has locked the ratings to the end of the transaction, so no review is counted twice or missed.
    const counted = STARS.map(
      (column, index) => `count(*) filter (where stars = ${index + 1}) as "${column}"`,
    );
    const taken = STARS.map((column) => `"${column}" = counted."${column}"`);
    this.addSql(
      `update "course_rating" set ${taken.join(', ')} from (select course_id, ${counted.join(', ')} from "review" group by course_id) as counted where counted.course_id = "course_rating".course_id;`,
    );
  }

  override down(): void | Promise<void> {
    const dropped = STARS.map((column) => `drop column "${column}"`);
    this.addSql(`alter table "course_rating" ${dropped.join(', ')};`);
  }
}
