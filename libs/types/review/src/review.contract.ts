import { rpcContract } from '@course-plateform/common/kernel';
import {
  IdField,
  IdListField,
  IntegerField,
  ListField,
  NumberField,
  ObjectField,
} from '@course-plateform/types/platform';

export class RatingSummaryGetMany {
  @IdListField({ maxItems: 100, description: 'The courses to summarize' })
  courseIds!: string[];
}

/** How many reviews there are of each number of stars. */
export class RatingHistogram {
  @IntegerField({ example: 2, description: 'Reviews of one star' })
  one!: number;

  @IntegerField({ example: 3, description: 'Reviews of two stars' })
  two!: number;

  @IntegerField({ example: 10, description: 'Reviews of three stars' })
  three!: number;

  @IntegerField({ example: 33, description: 'Reviews of four stars' })
  four!: number;

  @IntegerField({ example: 80, description: 'Reviews of five stars' })
  five!: number;
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

  @ObjectField(() => RatingHistogram, {
    optional: true,
    description:
      'How many reviews there are of each number of stars; left out while that is not known',
  })
  histogram?: RatingHistogram;
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
