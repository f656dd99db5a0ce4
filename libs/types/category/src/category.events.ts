import { eventContract } from '@course-plateform/common/kernel';
import { IdField } from '@course-plateform/types/platform';

export class CategoryReplaced {
  @IdField({ description: 'The category that was deleted' })
  categoryId!: string;

  @IdField({ description: 'The category that takes its courses' })
  replacedBy!: string;
}

/** A category was deleted and another one takes its courses; once more when that one is replaced in turn. */
export const categoryReplaced = eventContract({
  subject: 'evt.category.category.replaced.v1',
  payload: CategoryReplaced,
  consumers: { course: ['category-replacements'] },
});
