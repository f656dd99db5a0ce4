import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { Aggregate, applyChanges } from '@course-plateform/common/persistence';

/** The index that keeps slugs apart among siblings; the roots are siblings of each other. */
export const SLUG_UNIQUE_AMONG_SIBLINGS = 'category_parent_id_slug_unique';

/** How deep the tree may be, roots included. */
export const MAXIMUM_DEPTH = 3;

/** A subject that courses are filed under. */
@Entity({ tableName: 'category' })
@Index({
  name: SLUG_UNIQUE_AMONG_SIBLINGS,
  expression: `create unique index "${SLUG_UNIQUE_AMONG_SIBLINGS}" on "category" (coalesce("parent_id", '00000000-0000-0000-0000-000000000000'::uuid), "slug")`,
})
@Index({ name: 'category_slug', properties: ['slug'] })
export class Category extends Aggregate {
  @Property({ type: 'text' })
  name: string;

  @Property({ type: 'text' })
  slug: string;

  @Property({ type: 'text', nullable: true })
  description: string | null;

  @Property({ type: 'uuid', nullable: true, index: 'category_parent_id' })
  parentId: string | null;

  constructor(category: {
    name: string;
    slug: string;
    description: string | null;
    parentId: string | null;
    now: Date;
  }) {
    super(category.now);
    this.name = category.name;
    this.slug = category.slug;
    this.description = category.description;
    this.parentId = category.parentId;
  }

  /** Changes what is given; `undefined` leaves a field as it is. */
  edit(
    { name, slug, description }: { name?: string; slug?: string; description?: string | null },
    now: Date,
  ): void {
    applyChanges<Category>(this, { name, slug, description }, now);
  }

  /** Hangs it below another category, or among the roots. The tree has been asked whether it may. */
  moveBelow(parentId: string | null, now: Date): void {
    applyChanges<Category>(this, { parentId }, now);
  }
}
