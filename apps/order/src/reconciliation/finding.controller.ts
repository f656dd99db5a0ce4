import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import {
  IdParam,
  IdempotencyRequired,
  Operation,
  TagDescription,
} from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { RefundExceedsRemainder, RefundLineUnknown } from '../refund/refund.errors';
import {
  FindingListQuery,
  FindingPageResponse,
  FindingResponse,
  RepairCreateDto,
} from './finding.dto';
import {
  FindingClosed,
  FindingLineMissing,
  FindingNotFound,
  FindingReasonMissing,
} from './finding.errors';
import { FindingQueryService } from './finding-query.service';
import { FindingRepairService } from './finding-repair.service';

@ApiTags('reconciliation')
@TagDescription('What does not agree between orders, enrollments and payment providers')
@Controller('reconciliation/findings')
export class FindingController {
  constructor(
    private readonly queries: FindingQueryService,
    private readonly repairs: FindingRepairService,
  ) {}

  @Get()
  @Auth(Permission.paymentConfirm)
  @Operation({
    summary: 'List reconciliation findings',
    description:
      'What is paid and gives no access, gives access and is not paid, differs from the payment provider or is held for no order, newest first, with its age and cause. Empty when all is well.',
    response: FindingPageResponse,
  })
  listFindings(@Query() query: FindingListQuery): Promise<FindingPageResponse> {
    return this.queries.list(query);
  }

  @Post(':id/repairs')
  @Auth(Permission.paymentConfirm)
  @IdempotencyRequired()
  @Operation({
    summary: 'Repair a reconciliation finding',
    description:
      'Publishes again what another service has missed, ends access that was never paid for, takes over a refund that was made elsewhere, or compares and handles anew. The next check closes the finding if that has helped. With `dismiss` it is closed for good.',
    status: 201,
    location: '/api/v1/reconciliation/findings',
    response: FindingResponse,
    errors: [
      FindingNotFound,
      FindingClosed,
      FindingReasonMissing,
      FindingLineMissing,
      RefundLineUnknown,
      RefundExceedsRemainder,
    ],
  })
  repairFinding(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Body() body: RepairCreateDto,
  ): Promise<FindingResponse> {
    return this.repairs.repair(caller, id, body);
  }
}
