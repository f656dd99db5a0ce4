import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import {
  IdParam,
  IdempotencyRequired,
  Operation,
  TagDescription,
} from '@course-plateform/common/http';
import { MoneyInvalid, TransitionNotAllowed } from '@course-plateform/common/kernel';
import { Permission } from '@course-plateform/types/platform';
import { OrderNotFound } from '../order/order.errors';
import { RefundDecisionService } from './refund-decision.service';
import { RefundQueryService } from './refund-query.service';
import {
  RefundDecisionCreateDto,
  RefundEligibilityResponse,
  RefundRequestCreateDto,
  RefundRequestListQuery,
  RefundRequestPageResponse,
  RefundRequestResponse,
} from './refund-request.dto';
import { RefundRequestService } from './refund-request.service';
import {
  RefundAmountInvalid,
  RefundExceedsRemainder,
  RefundLineUnknown,
  RefundNotEligible,
  RefundReasonMissing,
  RefundRequestNotFound,
  RefundRequestOpenExists,
} from './refund.errors';

@ApiTags('refunds')
@TagDescription('Refund requests, the decisions on them, and refunds')
@Controller()
export class RefundRequestController {
  constructor(
    private readonly requests: RefundRequestService,
    private readonly decisions: RefundDecisionService,
    private readonly queries: RefundQueryService,
  ) {}

  @Get('orders/:id/refund-eligibility')
  @Auth(Permission.orderRead)
  @Operation({
    summary: 'Check whether an order can be refunded',
    description:
      'What the refund policy says of each line, with the numbers it goes by. Requesting a refund and deciding on it follow the same rule.',
    response: RefundEligibilityResponse,
    errors: [OrderNotFound],
  })
  getRefundEligibility(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<RefundEligibilityResponse> {
    return this.queries.eligibilityOf(caller, id);
  }

  @Post('orders/:id/refund-requests')
  @Auth(Permission.orderCreate)
  @IdempotencyRequired()
  @Operation({
    summary: 'Request a refund of an order line',
    description:
      'An admin decides on the request. It is refused when the refund policy does not allow a refund. You keep the course until the money has gone back.',
    status: 201,
    location: '/api/v1/refund-requests/{id}',
    response: RefundRequestResponse,
    errors: [OrderNotFound, RefundLineUnknown, RefundRequestOpenExists, RefundNotEligible],
  })
  createRefundRequest(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Body() body: RefundRequestCreateDto,
  ): Promise<RefundRequestResponse> {
    return this.requests.ask(caller, id, body);
  }

  @Get('refund-requests')
  @Auth(Permission.orderRead)
  @Operation({
    summary: 'List refund requests',
    description: 'Newest first. You see your own, admins those of everybody.',
    response: RefundRequestPageResponse,
  })
  listRefundRequests(
    @CurrentUser() caller: Caller,
    @Query() query: RefundRequestListQuery,
  ): Promise<RefundRequestPageResponse> {
    return this.queries.listRequests(caller, query);
  }

  @Get('refund-requests/:id')
  @Auth(Permission.orderRead)
  @Operation({
    summary: 'Get a refund request',
    description: 'One of yours, with what the policy says and the decision. Admins can read all.',
    response: RefundRequestResponse,
    errors: [RefundRequestNotFound],
  })
  getRefundRequest(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<RefundRequestResponse> {
    return this.queries.getRequest(caller, id);
  }

  @Post('refund-requests/:id/decisions')
  @Auth(Permission.orderRefund)
  @IdempotencyRequired()
  @Operation({
    summary: 'Decide on a refund request',
    description:
      'Approves it with a refund of all that remains or a part of it, or rejects it with a reason. The response shows what the policy says now; you may decide otherwise. The provider sends the money, a refund by bank transfer waits until you have recorded it.',
    status: 201,
    location: '/api/v1/refund-requests/{id}',
    response: RefundRequestResponse,
    errors: [
      RefundRequestNotFound,
      RefundReasonMissing,
      RefundAmountInvalid,
      RefundExceedsRemainder,
      TransitionNotAllowed,
      MoneyInvalid,
    ],
  })
  decideRefundRequest(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Body() body: RefundDecisionCreateDto,
  ): Promise<RefundRequestResponse> {
    return this.decisions.decide(caller, id, body);
  }
}
