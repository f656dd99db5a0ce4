import { rpcContract } from '@course-plateform/common/kernel';
import {
  IdField,
  IdListField,
  IntegerField,
  ListField,
  NumberField,
} from '@course-plateform/types/platform';

export class RatingSummaryGetMany {
  @IdListField({ maxItems: 100 })
  courseIds!: string[];
}

export class RatingSummary {
  @IdField()
  courseId!: string;

  @NumberField({ min: 0, max: 5, example: 4.6, description: 'Two decimals; 0 without reviews' })
  average!: number;

  @IntegerField({ example: 128 })
  count!: number;
}

export class RatingSummaries {
  @ListField(() => RatingSummary, { description: 'One for each course asked for' })
  summaries!: RatingSummary[];
}

/** How some courses are rated. */
export const ratingSummaryGetMany = rpcContract({
  subject: 'review.summary.get-many',
  request: RatingSummaryGetMany,
  reply: RatingSummaries,
  askedBy: ['course'],
});
