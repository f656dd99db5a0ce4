import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { Aggregate, applyChanges } from '@course-plateform/common/persistence';

/** The index that keeps slugs apart among siblings; the roots are siblings of each other. */
export const SLUG_UNIQUE_AMONG_SIBLINGS = 'category_parent_id_slug_unique';

/** How deep the tree may be, roots included. */
export const MAXIMUM_DEPTH = 3;

/** How many earlier slugs lead to the present one. */
const FORMER_SLUGS_MAX = 20;

/** A subject that courses are filed under. */
@Entity({ tableName: 'category' })
@Index({
  name: SLUG_UNIQUE_AMONG_SIBLINGS,
  expression: `create unique index "${SLUG_UNIQUE_AMONG_SIBLINGS}" on "category" (coalesce("parent_id", '00000000-0000-0000-0000-000000000000'::uuid), "slug")`,
})
@Index({ name: 'category_slug', properties: ['slug'] })
@Index({
  name: 'category_former_slugs',
  expression: 'create index "category_former_slugs" on "category" using gin ("former_slugs")',
})
export class Category extends Aggregate {
  /** Sorted by the root collation of Unicode (CLDR), which puts no language before another: apple, Äpfel, Zoo. */
  @Property({ type: 'text', collation: 'und-x-icu' })
  name: string;

  @Property({ type: 'text' })
  slug: string;

  /** Slugs it had before: their addresses lead to the present one. */
  @Property({ type: 'array', columnType: 'text[]', defaultRaw: `'{}'` })
  formerSlugs: string[] = [];

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
    const formerSlugs = slug === undefined ? undefined : this.formerSlugsAfter(slug);
    applyChanges<Category>(this, { name, slug, description, formerSlugs }, now);
  }

  private formerSlugsAfter(slug: string): string[] {
    if (slug === this.slug) return this.formerSlugs;
    const former = [...this.formerSlugs, this.slug].filter((one) => one !== slug);
    return former.slice(-FORMER_SLUGS_MAX);
  }

  /** Hangs it below another category, or among the roots. The tree has been checked before. */
  moveBelow(parentId: string | null, now: Date): void {
    applyChanges<Category>(this, { parentId }, now);
  }
}
