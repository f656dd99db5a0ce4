import { OmitType, PartialType } from '@nestjs/swagger';
import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  TextField,
} from '@course-plateform/types/platform';
import { PublicProfile } from '@course-plateform/types/user';
import type { Review } from './review.entity';
import { ReviewSort } from './review-sort';

export class ReviewCreateDto {
  @IdField()
  courseId!: string;

  @IntegerField({ min: 1, max: 5, example: 5 })
  stars!: number;

  @TextField({ max: 4000, example: 'Clear, deep and fun.' })
  text!: string;
}

export class ReviewUpdateDto extends PartialType(OmitType(ReviewCreateDto, ['courseId']), {
  skipNullProperties: false,
}) {}

export class MyReviewsQuery extends CursorQuery {}

export class ReviewListQuery extends CursorQuery {
  @IdField()
  courseId!: string;

  @IntegerField({
    min: 1,
    max: 5,
    optional: true,
    fromQuery: true,
    description: 'Only these stars',
  })
  rating?: number;

  @EnumField(ReviewSort, 'ReviewSort', { optional: true })
  sort: ReviewSort = ReviewSort.newest;
}

export class ReviewResponse {
  @IdField()
  id!: string;

  @IdField()
  courseId!: string;

  @ObjectField(() => PublicProfile, {
    nullable: true,
    description: 'Null when the account is gone',
  })
  author!: PublicProfile | null;

  @IntegerField({ min: 1, max: 5 })
  stars!: number;

  @TextField({ max: 4000 })
  text!: string;

  @DateTimeField()
  createdAt!: string;

  @DateTimeField()
  updatedAt!: string;

  @IntegerField({ min: 1, description: 'The ETag of the review' })
  version!: number;
}

export class ReviewPageResponse extends CursorPageOf(ReviewResponse) {}

/** The body of a review. @param author absent when the account is gone */
export function toReviewResponse(
  review: Review,
  author: PublicProfile | undefined,
): ReviewResponse {
  return {
    id: review.id,
    courseId: review.courseId,
    author: author ?? null,
    stars: review.stars,
    text: review.text,
    createdAt: review.createdAt.toISOString(),
    updatedAt: review.updatedAt.toISOString(),
    version: review.version,
  };
}
