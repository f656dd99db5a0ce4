import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { Dispute } from '../payment/dispute.entity';
import { DisputeStatus } from '../payment/dispute.state';
import type { DisputeEvidence } from '../payment-providers/payment-provider';
import { StripeProvider } from '../payment-providers/stripe/stripe.provider';
import {
  type DisputeEvidenceResponse,
  type DisputeResponse,
  type EvidenceSubmissionCreateDto,
  toDisputeResponse,
} from './dispute.dto';
import { DisputeNotOpen } from './dispute.errors';
import { DisputeEvidencePack } from './dispute-evidence.service';
import { DisputeQueryService } from './dispute-query.service';
import { DisputeSettlement } from './dispute-settlement.service';

/** What a submission is stored with. */
@Injectable()
export class DisputeWork {
  constructor(
    readonly unitOfWork: UnitOfWork,
    readonly clock: Clock,
  ) {}
}

/** Sends evidence to the bank, through the provider. */
@Injectable()
export class DisputeSubmissionService {
  constructor(
    private readonly disputes: DisputeQueryService,
    private readonly provider: StripeProvider,
    private readonly pack: DisputeEvidencePack,
    private readonly settlement: DisputeSettlement,
    private readonly work: DisputeWork,
  ) {}

  /** @throws DisputeNotFound, DisputeNotOpen, DisputeEvidenceRefused, PaymentProviderUnavailable */
  async submit(id: string, { note }: EvidenceSubmissionCreateDto): Promise<DisputeResponse> {
    const seen = await this.disputes.find(id);
    if (seen.status !== DisputeStatus.needsResponse) throw new DisputeNotOpen();
    const evidence = toText(await this.pack.of(seen), note);
    // Between two transactions; the key makes a repeat find what was sent.
    const key = `dispute:${id}:evidence`;
    const submitted = await this.provider.disputes.submit(seen.providerReference, {
      ...{ key, ...evidence },
    });
    return this.work.unitOfWork.run(async (em) => {
      await this.settlement.take(em, seen.paymentId, submitted);
      const dispute = await em.findOneOrFail(Dispute, { id });
      dispute.submit(this.work.clock.now());
      return dispute;
    }, toDisputeResponse);
  }
}

/** The pack as the bank reads it. */
function toText(
  { orderId, orderedAt, paidAt, courses, receipts, signIns }: DisputeEvidenceResponse,
  note: string | undefined,
): Omit<DisputeEvidence, 'key'> {
  const money = receipts.map(
    ({ kind, amount, createdAt }) =>
      `${createdAt} ${kind} ${amount.amountMinor} ${amount.currency} (minor units)`,
  );
  const learned = courses.map(
    ({ title, percent, completedLessons, firstCompletionAt, lastCompletionAt }) =>
      `${title}: ${percent} % learned, ${completedLessons} lessons completed` +
      (firstCompletionAt ? ` from ${firstCompletionAt} to ${lastCompletionAt}` : ''),
  );
  const access = signIns.map(
    ({ at, network, userAgent }) => `${at} sign-in from ${network ?? '–'}, ${userAgent ?? '–'}`,
  );
  const ordered = `Order ${orderId}, placed ${orderedAt}, paid ${paidAt ?? '–'}.`;
  return {
    summary: [note, ordered, ...money].filter(Boolean).join('\n'),
    activity: [...learned, ...access].join('\n'),
    courses: courses.map(({ title }) => `Online course: ${title}`).join('\n'),
  };
}
