import { Module } from '@nestjs/common';
import { CourseRatingEventSource } from './course-rating.event-source';
import { CourseRatingService } from './course-rating.service';
import { ReviewAuthorService } from './review-author.service';
import { ReviewController } from './review.controller';
import { ReviewEligibilityService } from './review-eligibility.service';
import { ReviewEventHandler } from './review.events';
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
    ReviewEventHandler,
    CourseRatingEventSource,
  ],
})
export class ReviewModule {}
