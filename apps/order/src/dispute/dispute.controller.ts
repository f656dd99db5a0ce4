import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth } from '@course-plateform/common/auth';
import {
  IdParam,
  IdempotencyRequired,
  Operation,
  TagDescription,
} from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import {
  DisputeEvidenceRefused,
  PaymentProviderUnavailable,
} from '../payment-providers/payment-provider.errors';
import { DisputeEvidencePack } from './dispute-evidence.service';
import { DisputeQueryService } from './dispute-query.service';
import { DisputeSubmissionService } from './dispute-submission.service';
import {
  DisputeEvidenceResponse,
  DisputeListQuery,
  DisputePageResponse,
  DisputeResponse,
  EvidenceSubmissionCreateDto,
} from './dispute.dto';
import { DisputeNotFound, DisputeNotOpen } from './dispute.errors';

@ApiTags('disputes')
@TagDescription('Payments that buyers dispute at their bank')
@Controller('disputes')
export class DisputeController {
  constructor(
    private readonly queries: DisputeQueryService,
    private readonly pack: DisputeEvidencePack,
    private readonly submissions: DisputeSubmissionService,
  ) {}

  @Get()
  @Auth(Permission.orderRefund)
  @Operation({
    summary: 'List disputes',
    description:
      'Newest first, with the deadline for evidence. While a dispute is open its buyer has no access to the courses, and its money cannot be refunded.',
    response: DisputePageResponse,
  })
  listDisputes(@Query() query: DisputeListQuery): Promise<DisputePageResponse> {
    return this.queries.list(query);
  }

  @Get(':id')
  @Auth(Permission.orderRefund)
  @Operation({
    summary: 'Get a dispute',
    description: 'With its state, deadline and fee.',
    response: DisputeResponse,
    errors: [DisputeNotFound],
  })
  getDispute(@IdParam() id: string): Promise<DisputeResponse> {
    return this.queries.get(id);
  }

  @Get(':id/evidence-pack')
  @Auth(Permission.orderRefund)
  @Operation({
    summary: 'Get the evidence for a dispute',
    description:
      'What was sold and how it was used, receipts, and the sign-ins of the buyer with coarse places, as it would be sent now.',
    response: DisputeEvidenceResponse,
    errors: [DisputeNotFound],
  })
  async getDisputeEvidence(@IdParam() id: string): Promise<DisputeEvidenceResponse> {
    return this.pack.of(await this.queries.find(id));
  }

  @Post(':id/evidence-submissions')
  @Auth(Permission.orderRefund)
  @IdempotencyRequired()
  @Operation({
    summary: 'Submit evidence for a dispute',
    description:
      'Sends the evidence pack and your note to the bank, through the payment provider, once. Then the bank decides.',
    status: 201,
    location: '/api/v1/disputes/{id}',
    response: DisputeResponse,
    errors: [DisputeNotFound, DisputeNotOpen, DisputeEvidenceRefused, PaymentProviderUnavailable],
  })
  submitDisputeEvidence(
    @IdParam() id: string,
    @Body() body: EvidenceSubmissionCreateDto,
  ): Promise<DisputeResponse> {
    return this.submissions.submit(id, body);
  }
}
