import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import {
  IdParam,
  IdempotencyRequired,
  Operation,
  TagDescription,
} from '@course-plateform/common/http';
import { TransitionNotAllowed } from '@course-plateform/common/kernel';
import { Permission } from '@course-plateform/types/platform';
import {
  PayoutConfirmationCreateDto,
  PayoutFailureCreateDto,
  PayoutListQuery,
  PayoutPageResponse,
  PayoutResponse,
} from './payout.dto';
import { PayoutDuplicateBankReference, PayoutNotFound } from './payout.errors';
import { PayoutQueryService } from './payout-query.service';
import { PayoutService } from './payout.service';

@ApiTags('payouts')
@TagDescription('Money to instructors')
@Controller('payouts')
export class PayoutController {
  constructor(
    private readonly payouts: PayoutService,
    private readonly queries: PayoutQueryService,
  ) {}

  @Get()
  @Auth(Permission.earningRead)
  @Operation({
    summary: 'List payouts',
    description: 'Newest first. You see your own, admins those of everybody.',
    response: PayoutPageResponse,
  })
  listPayouts(
    @CurrentUser() caller: Caller,
    @Query() query: PayoutListQuery,
  ): Promise<PayoutPageResponse> {
    return this.queries.list(caller, query);
  }

  @Get(':id')
  @Auth(Permission.earningRead)
  @Operation({
    summary: 'Get a payout',
    description: 'One of yours, with its state. Admins can read all.',
    response: PayoutResponse,
    errors: [PayoutNotFound],
  })
  getPayout(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<PayoutResponse> {
    return this.queries.get(caller, id);
  }

  @Post(':id/confirmations')
  @Auth(Permission.payoutManage)
  @IdempotencyRequired()
  @Operation({
    summary: 'Confirm a payout',
    description:
      'Records that the bank has sent the money, with its reference, which counts once. With it the payout is paid.',
    status: 201,
    location: '/api/v1/payouts/{id}',
    response: PayoutResponse,
    errors: [PayoutNotFound, PayoutDuplicateBankReference, TransitionNotAllowed],
  })
  confirmPayout(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Body() body: PayoutConfirmationCreateDto,
  ): Promise<PayoutResponse> {
    return this.payouts.confirm(caller, id, body);
  }

  @Post(':id/failures')
  @Auth(Permission.payoutManage)
  @IdempotencyRequired()
  @Operation({
    summary: 'Record a failed payout',
    description:
      'Records that the money did not arrive, be it that it was not sent or that the bank has it back. The instructor is owed it again, and the next run pays it.',
    status: 201,
    location: '/api/v1/payouts/{id}',
    response: PayoutResponse,
    errors: [PayoutNotFound, TransitionNotAllowed],
  })
  failPayout(@IdParam() id: string, @Body() body: PayoutFailureCreateDto): Promise<PayoutResponse> {
    return this.payouts.fail(id, body);
  }
}
