import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Cursors } from '@course-plateform/common/http';
import type { RatingSummary } from '@course-plateform/types/review';
import { CourseRatingService } from './course-rating.service';
import { ReviewAuthorService } from './review-author.service';
import {
  type MyReviewsQuery,
  type ReviewListQuery,
  type ReviewPageResponse,
  type ReviewResponse,
  toReviewResponse,
} from './review.dto';
import { ReviewNotFound } from './review.errors';
import { ReviewRepository } from './review.repository';
import { ReviewSort } from './review-sort';

/** Reads reviews. */
@Injectable()
export class ReviewQueryService {
  constructor(
    private readonly reviews: ReviewRepository,
    private readonly ratings: CourseRatingService,
    private readonly authors: ReviewAuthorService,
    private readonly cursors: Cursors,
  ) {}

  /** @throws ReviewNotFound */
  async get(id: string): Promise<ReviewResponse> {
    const review = await this.reviews.find(id);
    if (!review) throw new ReviewNotFound();
    const profiles = await this.authors.find([review.authorId]);
    return toReviewResponse(review, profiles.get(review.authorId));
  }

  /** The reviews of a course. */
  list(query: ReviewListQuery): Promise<ReviewPageResponse> {
    const { courseId, rating } = query;
    const filter = { courseId, ...(rating === undefined ? {} : { stars: rating }) };
    return this.page(filter, query.sort, query);
  }

  /** The caller's own reviews. */
  listMine(caller: Caller, query: MyReviewsQuery): Promise<ReviewPageResponse> {
    return this.page({ authorId: caller.userId }, ReviewSort.newest, query);
  }

  /** The rating of one course. */
  async summary(courseId: string): Promise<RatingSummary> {
    const [summary] = await this.ratings.summaries([courseId]);
    if (!summary) throw new Error('There is a summary for each requested course');
    return summary;
  }

  private async page(
    filter: Parameters<ReviewRepository['page']>[0],
    sort: ReviewSort,
    query: MyReviewsQuery,
  ): Promise<ReviewPageResponse> {
    const binding = { ...filter, sort };
    const after = this.cursors.read(query.cursor, binding);
    const page = await this.reviews.page(filter, sort, query.limit, after);
    const profiles = await this.authors.find(page.items.map((review) => review.authorId));
    return this.cursors.toPage(page, query, binding, (review) =>
      toReviewResponse(review, profiles.get(review.authorId)),
    );
  }
}
