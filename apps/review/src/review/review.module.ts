import { Module } from '@nestjs/common';
import { CourseRatingFacts } from './course-rating.facts';
import { CourseRatingService } from './course-rating.service';
import { ReviewAuthorService } from './review-author.service';
import { ReviewController } from './review.controller';
import { ReviewEligibilityService } from './review-eligibility.service';
import { ReviewQueryService } from './review-query.service';
import { ReviewRepository } from './review.repository';
import { ReviewRpcHandler } from './review.rpc';
import { ReviewService } from './review.service';

@Module({
  controllers: [ReviewController, ReviewRpcHandler],
  providers: [
    ReviewService,
    ReviewQueryService,
    ReviewRepository,
    ReviewEligibilityService,
    ReviewAuthorService,
    CourseRatingService,
    CourseRatingFacts,
  ],
})
export class ReviewModule {}
