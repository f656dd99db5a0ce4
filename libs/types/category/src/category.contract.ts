import { rpcContract } from '@course-plateform/common/kernel';
import {
  IdField,
  IdListField,
  IntegerField,
  ListField,
  TextField,
} from '@course-plateform/types/platform';
import { CategoryReplaced } from './category.events';

/** A category as other services show it. */
export class CategorySummary {
  @IdField()
  id!: string;

  @TextField({
    max: 100,
    example: 'Web Development',
    description:
      'As authors and learners see it: in the language of the request, or else in the default one',
  })
  name!: string;

  @TextField({
    max: 120,
    example: 'web-development',
    description: 'Names the category in addresses; it changes when an admin changes it',
  })
  slug!: string;

  @IdField({ nullable: true, description: 'The category above; null at the top' })
  parentId!: string | null;
}

export class CategoryGetMany {
  @IdListField({ maxItems: 100, description: 'The categories to describe' })
  categoryIds!: string[];
}

export class CategorySummaries {
  @ListField(() => CategorySummary, {
    description: 'Those that exist, and those that replace a requested one, in no particular order',
  })
  categories!: CategorySummary[];

  @ListField(() => CategoryReplaced, {
    optional: true,
    description:
      'The requested ones that were deleted, with those of `categories` that replace them',
  })
  replacements?: CategoryReplaced[];
}

export class CategoryGetSubtree {
  @IdField({ description: 'The category at the top of the subtree' })
  categoryId!: string;
}

export class CategorySubtree {
  @IdListField({
    maxItems: 10_000,
    description:
      'The category and all below it, with those that were deleted and replaced by one of them; empty when it does not exist',
  })
  categoryIds!: string[];
}

/** Takes nothing: they are few. */
export class CategoryGetAll {}

export class CountedCategory extends CategorySummary {
  @IntegerField({ min: 0, description: 'Published courses in it and in all below it', example: 12 })
  courseCount!: number;

  @IntegerField({
    min: 0,
    description: 'Published courses in it, without those below it',
    example: 5,
  })
  ownCourseCount!: number;
}

export class CategoryList {
  @ListField(() => CountedCategory, {
    description: 'In the order of the tree, each followed by those below it',
  })
  categories!: CountedCategory[];
}

/** Some categories, in the language of the request; those that do not exist are left out. */
export const categoryGetMany = rpcContract({
  subject: 'category.category.get-many',
  request: CategoryGetMany,
  reply: CategorySummaries,
  callers: ['course'],
});

/** A category with all below it. */
export const categoryGetSubtree = rpcContract({
  subject: 'category.category.get-subtree',
  request: CategoryGetSubtree,
  reply: CategorySubtree,
  callers: ['course'],
});

/** All categories, in the language of the request. */
export const categoryGetAll = rpcContract({
  subject: 'category.category.get-all',
  request: CategoryGetAll,
  reply: CategoryList,
  callers: ['course'],
});
