import { Controller } from '@nestjs/common';
import { Internal } from '@course-plateform/common/auth';
import { RpcHandler } from '@course-plateform/common/rpc';
import {
  type RatingSummaries,
  type RatingSummaryGetMany,
  ratingSummaryGetMany,
} from '@course-plateform/types/review';
import { CourseRatingService } from './course-rating.service';

@Controller()
export class ReviewRpcHandler {
  constructor(private readonly ratings: CourseRatingService) {}

  @RpcHandler(ratingSummaryGetMany)
  @Internal()
  async getRatingSummaries({ courseIds }: RatingSummaryGetMany): Promise<RatingSummaries> {
    return { summaries: await this.ratings.summaries(courseIds) };
  }
}
