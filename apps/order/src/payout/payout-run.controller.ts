import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, IdempotencyRequired, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { PayoutRunListQuery, PayoutRunPageResponse, PayoutRunResponse } from './payout.dto';
import { PayoutRunNotFound } from './payout.errors';
import { PayoutQueryService } from './payout-query.service';
import { PayoutService } from './payout.service';

@ApiTags('payouts')
@Controller('payout-runs')
export class PayoutRunController {
  constructor(
    private readonly payouts: PayoutService,
    private readonly queries: PayoutQueryService,
  ) {}

  @Post()
  @Auth(Permission.payoutManage)
  @IdempotencyRequired()
  @Operation({
    summary: 'Start a payout run',
    description:
      'Makes a payout of all that is available for each instructor and currency, if it reaches the minimum of the currency; less than that, and what is negative, is carried on. It goes on after the response: read the run until it is completed. Another run pays only what this one has not.',
    status: 201,
    location: '/api/v1/payout-runs/{id}',
    response: PayoutRunResponse,
  })
  startPayoutRun(@CurrentUser() caller: Caller): Promise<PayoutRunResponse> {
    return this.payouts.startRun(caller);
  }

  @Get()
  @Auth(Permission.payoutManage)
  @Operation({
    summary: 'List payout runs',
    description: 'Newest first.',
    response: PayoutRunPageResponse,
  })
  listPayoutRuns(@Query() query: PayoutRunListQuery): Promise<PayoutRunPageResponse> {
    return this.queries.listRuns(query);
  }

  @Get(':id')
  @Auth(Permission.payoutManage)
  @Operation({
    summary: 'Get a payout run',
    description: 'With the number of payouts it has made.',
    response: PayoutRunResponse,
    errors: [PayoutRunNotFound],
  })
  getPayoutRun(@IdParam() id: string): Promise<PayoutRunResponse> {
    return this.queries.getRun(id);
  }
}
