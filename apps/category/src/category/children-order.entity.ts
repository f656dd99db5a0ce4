import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Aggregate, applyChanges } from '@course-plateform/common/persistence';
import { CategoryOrderInvalid } from './category.errors';

/** Stands for the parent of the roots. */
const NO_PARENT = '00000000-0000-0000-0000-000000000000';

/**
 * The order of the categories below one, or of the roots. It is made with its parent, and has a version of its own: who
 * orders the children of a category does not get in the way of whoever edits its texts.
 */
@Entity({ tableName: 'children_order' })
export class ChildrenOrder extends Aggregate {
  @Property({ type: 'array', columnType: 'uuid[]', defaultRaw: `'{}'` })
  categoryIds: string[] = [];

  /** @param parentId null for the roots */
  constructor(parentId: string | null, now: Date) {
    super(now, orderIdOf(parentId));
  }

  /** Puts a category at the end. */
  append(categoryId: string, now: Date): void {
    applyChanges<ChildrenOrder>(this, { categoryIds: [...this.categoryIds, categoryId] }, now);
  }

  remove(categoryId: string, now: Date): void {
    const categoryIds = this.categoryIds.filter((id) => id !== categoryId);
    applyChanges<ChildrenOrder>(this, { categoryIds }, now);
  }

  /** @throws CategoryOrderInvalid unless each of the children is there exactly once, and nothing else */
  arrange(categoryIds: readonly string[], now: Date): void {
    const [present, given] = [new Set(this.categoryIds), new Set(categoryIds)];
    const missing = this.categoryIds.filter((id) => !given.has(id));
    const unknown = [...given].filter((id) => !present.has(id));
    const doubled = [...given].filter(
      (id) => categoryIds.indexOf(id) !== categoryIds.lastIndexOf(id),
    );
    if (missing.length + unknown.length + doubled.length > 0) {
      throw new CategoryOrderInvalid({
        params: { missing: missing.length, unknown: unknown.length, doubled: doubled.length },
        extensions: { missing, unknown, doubled },
      });
    }
    applyChanges<ChildrenOrder>(this, { categoryIds: [...categoryIds] }, now);
  }
}

/** The id of the order below a category, or of that of the roots. */
export function orderIdOf(parentId: string | null): string {
  return parentId ?? NO_PARENT;
}
