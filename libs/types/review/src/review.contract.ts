import { rpcContract } from '@course-plateform/common/kernel';
import {
  IdField,
  IdListField,
  IntegerField,
  ListField,
  NumberField,
} from '@course-plateform/types/platform';

export class RatingSummaryGetMany {
  @IdListField({ maxItems: 100, description: 'The courses to summarize' })
  courseIds!: string[];
}

export class RatingSummary {
  @IdField({ description: 'The course that is rated' })
  courseId!: string;

  @NumberField({
    min: 0,
    max: 5,
    example: 4.6,
    description: 'Mean of all stars, to two decimals; 0 without reviews',
  })
  average!: number;

  @IntegerField({ example: 128, description: 'How many reviews there are' })
  count!: number;
}

export class RatingSummaries {
  @ListField(() => RatingSummary, { description: 'One for each requested course' })
  summaries!: RatingSummary[];
}

/** How some courses are rated. */
export const ratingSummaryGetMany = rpcContract({
  subject: 'review.summary.get-many',
  request: RatingSummaryGetMany,
  reply: RatingSummaries,
  callers: ['course'],
});
