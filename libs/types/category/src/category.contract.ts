import { rpcContract } from '@course-plateform/common/kernel';
import { IdField, IdListField, ListField, TextField } from '@course-plateform/types/platform';

/** A category as other services show it. */
export class CategorySummary {
  @IdField()
  id!: string;

  @TextField({ max: 100, example: 'Web Development' })
  name!: string;

  @TextField({ max: 120, example: 'web-development' })
  slug!: string;

  @IdField({ nullable: true })
  parentId!: string | null;
}

export class CategoryGetMany {
  @IdListField({ maxItems: 100 })
  categoryIds!: string[];
}

export class CategorySummaries {
  @ListField(() => CategorySummary)
  categories!: CategorySummary[];
}

export class CategoryGetSubtree {
  @IdField()
  categoryId!: string;
}

export class CategorySubtree {
  @IdListField({
    maxItems: 10_000,
    description: 'The category and all below it; empty when absent',
  })
  categoryIds!: string[];
}

/** Some categories; those that do not exist are left out. */
export const categoryGetMany = rpcContract({
  subject: 'category.category.get-many',
  request: CategoryGetMany,
  reply: CategorySummaries,
  askedBy: ['course'],
});

/** A category with all below it. */
export const categoryGetSubtree = rpcContract({
  subject: 'category.category.get-subtree',
  request: CategoryGetSubtree,
  reply: CategorySubtree,
  askedBy: ['course'],
});
