import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser, Public } from '@course-plateform/common/auth';
import {
  IdParam,
  IfMatch,
  Operation,
  PublicCache,
  TagDescription,
} from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { RatingSummary } from '@course-plateform/types/review';
import {
  MyReviewsQuery,
  ReviewCreateDto,
  ReviewListQuery,
  ReviewPageResponse,
  ReviewResponse,
  ReviewUpdateDto,
} from './review.dto';
import {
  ReviewCourseNotFound,
  ReviewExists,
  ReviewAccessDisputed,
  ReviewNotEnrolled,
  ReviewNotFound,
  ReviewOwnCourse,
  ReviewTooEarly,
} from './review.errors';
import { ReviewQueryService } from './review-query.service';
import { ReviewService } from './review.service';

@ApiTags('reviews')
@TagDescription('Reviews of courses by their learners, and the ratings that follow from them')
@Controller()
export class ReviewController {
  constructor(
    private readonly reviews: ReviewService,
    private readonly queries: ReviewQueryService,
  ) {}

  @Post('reviews')
  @Auth(Permission.reviewWrite)
  @Operation({
    summary: 'Review a course',
    description:
      'One to five stars and a text, for learners who have come far enough, once for each course. Instructors cannot review their own courses. The rating of the course follows.',
    status: 201,
    response: ReviewResponse,
    errors: [
      ReviewExists,
      ReviewNotEnrolled,
      ReviewAccessDisputed,
      ReviewTooEarly,
      ReviewOwnCourse,
      ReviewCourseNotFound,
    ],
  })
  createReview(
    @CurrentUser() caller: Caller,
    @Body() body: ReviewCreateDto,
  ): Promise<ReviewResponse> {
    return this.reviews.create(caller, body);
  }

  @Get('reviews')
  @Public()
  @PublicCache()
  @Operation({
    summary: 'List the reviews of a course',
    description: 'In the requested order, of all ratings or one.',
    response: ReviewPageResponse,
  })
  listReviews(@Query() query: ReviewListQuery): Promise<ReviewPageResponse> {
    return this.queries.list(query);
  }

  @Get('reviews/mine')
  @Auth(Permission.reviewWrite)
  @Operation({
    summary: 'List your reviews',
    description: 'Newest first.',
    response: ReviewPageResponse,
  })
  listMyReviews(
    @CurrentUser() caller: Caller,
    @Query() query: MyReviewsQuery,
  ): Promise<ReviewPageResponse> {
    return this.queries.listMine(caller, query);
  }

  @Get('reviews/:id')
  @Public()
  @Operation({
    summary: 'Get a review',
    description:
      'With the name of its author, which is null when the author was erased or the user service is unavailable.',
    response: ReviewResponse,
    errors: [ReviewNotFound],
  })
  getReview(@IdParam() id: string): Promise<ReviewResponse> {
    return this.queries.get(id);
  }

  @Patch('reviews/:id')
  @Auth(Permission.reviewWrite)
  @Operation({
    summary: 'Update your review',
    description:
      'While you are enrolled in the course. The rating of the course follows. JSON Merge Patch (RFC 7396).',
    response: ReviewResponse,
    errors: [ReviewNotFound, ReviewNotEnrolled, ReviewAccessDisputed],
  })
  updateReview(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: ReviewUpdateDto,
  ): Promise<ReviewResponse> {
    return this.reviews.update(caller, id, version, body);
  }

  @Delete('reviews/:id')
  @Auth(Permission.reviewWrite)
  @Operation({
    summary: 'Delete your review',
    description: 'Also after you have left the course. The rating of the course follows.',
    status: 204,
    errors: [ReviewNotFound],
  })
  deleteReview(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number,
  ): Promise<void> {
    return this.reviews.remove(caller, id, version);
  }

  @Get('rating-summaries/:courseId')
  @Public()
  @PublicCache()
  @Operation({
    summary: 'Get the rating of a course',
    description:
      'The average, the number of its reviews and how many have how many stars, equal to a recount of the reviews.',
    response: RatingSummary,
  })
  getRatingSummary(@IdParam('courseId') courseId: string): Promise<RatingSummary> {
    return this.queries.summary(courseId);
  }
}
