import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation, TagDescription } from '@course-plateform/common/http';
import { TransitionNotAllowed } from '@course-plateform/common/kernel';
import { Permission } from '@course-plateform/types/platform';
import { PaymentReviewQueryService } from './payment-review-query.service';
import {
  PaymentReviewDecisionCreateDto,
  PaymentReviewListQuery,
  PaymentReviewPageResponse,
  PaymentReviewResponse,
} from './payment-review.dto';
import {
  PaymentReviewNotApplicable,
  PaymentReviewNotFound,
  PaymentReviewReasonMissing,
} from './payment-review.errors';
import { PaymentReviewService } from './payment-review.service';

@ApiTags('payment reviews')
@TagDescription('Money that could not pay its order')
@Controller('payment-reviews')
export class PaymentReviewController {
  constructor(
    private readonly reviews: PaymentReviewService,
    private readonly queries: PaymentReviewQueryService,
  ) {}

  @Get()
  @Auth(Permission.paymentConfirm)
  @Operation({
    summary: 'List payment reviews',
    description:
      'Money that came for an order which had ended or was paid in another way, or in another amount or currency than was asked for, newest first, with what has become of it.',
    response: PaymentReviewPageResponse,
  })
  listPaymentReviews(@Query() query: PaymentReviewListQuery): Promise<PaymentReviewPageResponse> {
    return this.queries.list(query);
  }

  @Post(':id/decisions')
  @Auth(Permission.paymentConfirm)
  @Operation({
    summary: 'Decide on a payment review',
    description:
      'Pays the order with the money, sends it back, or keeps it with a reason; each can be decided once, and is written in the history of the order. To pay the order, the money must be enough, in its currency, and an order that has ended is reopened only while the buyer has none of its courses. A card is refunded by its provider; a bank transfer waits until you have recorded the refund.',
    status: 201,
    location: '/api/v1/payment-reviews',
    response: PaymentReviewResponse,
    errors: [
      PaymentReviewNotFound,
      PaymentReviewReasonMissing,
      PaymentReviewNotApplicable,
      TransitionNotAllowed,
    ],
  })
  decidePaymentReview(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Body() body: PaymentReviewDecisionCreateDto,
  ): Promise<PaymentReviewResponse> {
    return this.reviews.decide(caller, id, body);
  }
}
