import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Aggregate, applyChanges } from '@course-plateform/common/persistence';

/** What became of a category that was deleted: another one takes its courses and its addresses, for good. */
@Entity({ tableName: 'category_replacement' })
export class CategoryReplacement extends Aggregate {
  /** Never a category that was replaced itself. */
  @Property({ type: 'uuid', index: 'category_replacement_replaced_by' })
  replacedBy: string;

  /** @param categoryId of the deleted category */
  constructor(categoryId: string, replacedBy: string, now: Date) {
    super(now, categoryId);
    this.replacedBy = replacedBy;
  }

  /** Another one takes over. */
  passTo(replacedBy: string, now: Date): void {
    applyChanges<CategoryReplacement>(this, { replacedBy }, now);
  }
}
