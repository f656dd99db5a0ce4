import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, IdempotencyRequired, Operation } from '@course-plateform/common/http';
import { MoneyInvalid, TransitionNotAllowed } from '@course-plateform/common/kernel';
import { Permission } from '@course-plateform/types/platform';
import { OrderNotFound } from '../order/order.errors';
import { RefundQueryService } from './refund-query.service';
import {
  RefundCompletionCreateDto,
  RefundCreateDto,
  RefundListQuery,
  RefundPageResponse,
  RefundResponse,
} from './refund.dto';
import {
  RefundAmountInvalid,
  RefundDuplicateBankReference,
  RefundExceedsRemainder,
  RefundLineUnknown,
  RefundNotByHand,
  RefundNotFound,
} from './refund.errors';
import { RefundService } from './refund.service';

@ApiTags('refunds')
@Controller()
export class RefundController {
  constructor(
    private readonly refunds: RefundService,
    private readonly queries: RefundQueryService,
  ) {}

  @Post('orders/:id/refunds')
  @Auth(Permission.orderRefund)
  @IdempotencyRequired()
  @Operation({
    summary: 'Refund an order line',
    description:
      'Sends back all that remains of the line or a part of it, without a request and whatever the policy says. The refund is `pending` until its provider has confirmed it; a refund by bank transfer waits until you have recorded it. Only then the state of the order changes, and the course of a line that is refunded in full is lost.',
    status: 201,
    location: '/api/v1/refunds/{id}',
    response: RefundResponse,
    errors: [
      OrderNotFound,
      RefundLineUnknown,
      RefundAmountInvalid,
      RefundExceedsRemainder,
      MoneyInvalid,
    ],
  })
  createRefund(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Body() body: RefundCreateDto,
  ): Promise<RefundResponse> {
    return this.refunds.create(caller, id, body);
  }

  @Get('refunds')
  @Auth(Permission.orderRead)
  @Operation({
    summary: 'List refunds',
    description: 'Newest first. You see your own, admins those of everybody.',
    response: RefundPageResponse,
  })
  listRefunds(
    @CurrentUser() caller: Caller,
    @Query() query: RefundListQuery,
  ): Promise<RefundPageResponse> {
    return this.queries.list(caller, query);
  }

  @Get('refunds/:id')
  @Auth(Permission.orderRead)
  @Operation({
    summary: 'Get a refund',
    description: 'One of yours, with its state. Admins can read all.',
    response: RefundResponse,
    errors: [RefundNotFound],
  })
  getRefund(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<RefundResponse> {
    return this.queries.get(caller, id);
  }

  @Post('refunds/:id/completions')
  @Auth(Permission.orderRefund)
  @IdempotencyRequired()
  @Operation({
    summary: 'Record a refund by bank transfer',
    description:
      'Records that you have sent the money, with the reference of the bank, which counts once. With it the refund has succeeded.',
    status: 201,
    location: '/api/v1/refunds/{id}',
    response: RefundResponse,
    errors: [RefundNotFound, RefundNotByHand, RefundDuplicateBankReference, TransitionNotAllowed],
  })
  completeRefund(
    @IdParam() id: string,
    @Body() body: RefundCompletionCreateDto,
  ): Promise<RefundResponse> {
    return this.refunds.complete(id, body);
  }
}
