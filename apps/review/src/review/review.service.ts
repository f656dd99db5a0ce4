import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork, orWhenDuplicate } from '@course-plateform/common/persistence';
import { Permission } from '@course-plateform/types/platform';
import { CourseRatingService } from './course-rating.service';
import { ReviewAuthorService } from './review-author.service';
import { ReviewEligibilityService } from './review-eligibility.service';
import {
  type ReviewCreateDto,
  type ReviewResponse,
  type ReviewUpdateDto,
  toReviewResponse,
} from './review.dto';
import { ONE_REVIEW_PER_COURSE, Review } from './review.entity';
import { ReviewExists, ReviewNotFound } from './review.errors';

/** Writes reviews. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly eligibility: ReviewEligibilityService,
    private readonly ratings: CourseRatingService,
    private readonly authors: ReviewAuthorService,
    private readonly clock: Clock,
  ) {}

  /** @throws ReviewExists, and what `assertMayReview` throws */
  async create(caller: Caller, dto: ReviewCreateDto): Promise<ReviewResponse> {
    await this.eligibility.assertMayReview(caller.userId, dto.courseId);
    const profiles = await this.authors.find([caller.userId]);
    const now = this.clock.now();
    const created = this.unitOfWork.run(
      async (em) => {
        const review = new Review({ ...dto, authorId: caller.userId, now });
        em.persist(review);
        await this.ratings.change(em, review.courseId, (rating) => rating.add(review.stars));
        return review;
      },
      (review) => toReviewResponse(review, profiles.get(review.authorId)),
    );
    return orWhenDuplicate(created, {
      [ONE_REVIEW_PER_COURSE]: () => new ReviewExists(),
    });
  }

  /**
   * Only learners may change what they said: who has left the course can still delete it.
   * @throws ReviewNotFound when it is absent or another user's; PreconditionFailed when it changed meanwhile;
   *   ReviewNotEnrolled
   */
  async update(
    caller: Caller,
    id: string,
    version: number,
    dto: ReviewUpdateDto,
  ): Promise<ReviewResponse> {
    await this.eligibility.assertMayEdit(caller.userId, id);
    const profiles = await this.authors.find([caller.userId]);
    return this.unitOfWork.run(
      async (em) => {
        const review = await findOwned(em, caller, id);
        review.assertVersion(version);
        const before = review.stars;
        review.edit(dto, this.clock.now());
        if (review.stars !== before) {
          await this.ratings.change(em, review.courseId, (rating) =>
            rating.replace(before, review.stars),
          );
        }
        return review;
      },
      (review) => toReviewResponse(review, profiles.get(review.authorId)),
    );
  }

  /** @throws ReviewNotFound when it is absent or neither the caller's nor open to the caller as a moderator */
  async remove(caller: Caller, id: string, version: number): Promise<void> {
    await this.unitOfWork.run(async (em) => {
      const review = await findOwned(em, caller, id, Permission.reviewModerate);
      review.assertVersion(version);
      await this.ratings.change(em, review.courseId, (rating) => rating.remove(review.stars));
      em.remove(review);
    });
  }
}

/** The caller's review, or anybody's for a caller with the given permission. @throws ReviewNotFound */
async function findOwned(
  em: EntityManager,
  caller: Caller,
  id: string,
  orWith?: Permission,
): Promise<Review> {
  // Locked, so that two changes of one review queue up before either touches the rating.
  const review = await em.findOne(Review, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  return ownedBy(caller, review, {
    owner: 'authorId',
    notFound: ReviewNotFound,
    ...(orWith === undefined ? {} : { orWith }),
  });
}
