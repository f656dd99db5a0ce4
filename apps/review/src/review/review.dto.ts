import { OmitType, PartialType } from '@nestjs/swagger';
import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  BooleanField,
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
  @IdField({ description: 'The course; you are enrolled in it and have come far enough' })
  courseId!: string;

  @IntegerField({
    min: 1,
    max: 5,
    example: 5,
    description: 'Your rating, from 1 for the worst to 5 for the best',
  })
  stars!: number;

  @TextField({
    max: 4000,
    example: 'Clear, deep and fun.',
    description: 'Your opinion, in plain text',
  })
  text!: string;
}

export class ReviewUpdateDto extends PartialType(OmitType(ReviewCreateDto, ['courseId']), {
  skipNullProperties: false,
}) {}

export class MyReviewsQuery extends CursorQuery {}

export class ReviewListQuery extends CursorQuery {
  @IdField({ description: 'The course whose reviews are listed' })
  courseId!: string;

  @IntegerField({
    min: 1,
    max: 5,
    optional: true,
    fromQuery: true,
    description: 'Only reviews with exactly this many stars',
    example: 5,
  })
  rating?: number;

  @EnumField(ReviewSort, 'ReviewSort', {
    optional: true,
    description: 'The order of the list',
    default: ReviewSort.newest,
  })
  sort: ReviewSort = ReviewSort.newest;
}

export class ReviewResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The course that is reviewed' })
  courseId!: string;

  @ObjectField(() => PublicProfile, {
    nullable: true,
    description:
      'The public profile of the author; null when the account is gone, or while the user service is unavailable',
  })
  author!: PublicProfile | null;

  @IntegerField({
    min: 1,
    max: 5,
    description: 'From 1 for the worst to 5 for the best',
    example: 5,
  })
  stars!: number;

  @TextField({
    max: 4000,
    description: 'The opinion of the author, in plain text',
    example: 'Clear, deep and fun.',
  })
  text!: string;

  @BooleanField({
    description:
      'Whether the author got the money for the course back after writing it; the rating counts all the same',
  })
  refunded!: boolean;

  @DateTimeField()
  createdAt!: string;

  @DateTimeField()
  updatedAt!: string;

  @IntegerField({
    min: 1,
    description: 'Counts the changes; its `ETag`, and the value for `If-Match`',
  })
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
    refunded: review.refundedAt !== null,
    createdAt: review.createdAt.toISOString(),
    updatedAt: review.updatedAt.toISOString(),
    version: review.version,
  };
}
