import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '@course-plateform/common/kernel';
import { DisputeEvidenceRefused } from '../payment-provider.errors';
import type { DisputeEvidence, ProviderDispute, ProviderDisputes } from '../payment-provider';
import { fromStripeAmount } from './stripe-amounts';
import { StripeApi, StripeRefusal } from './stripe-api';
import type { Stripe } from './stripe-package';

const PAYMENT_KEY = 'payment_key';
/** Most characters of all evidence in text together: https://docs.stripe.com/disputes/api#evidence */
const TEXT_MAX = 20_000;

/** Whatever else there is (`warning_…`, `prevented`) is about money that has not been taken. */
const STATES: Readonly<Record<string, ProviderDispute['state']>> = {
  needs_response: 'needs_response',
  under_review: 'under_review',
  won: 'won',
  lost: 'lost',
};
const SESSION = /^cs_/;
/** More disputes than one charge has. */
const LISTED = 100;

/** Disputes of card payments. Source: https://docs.stripe.com/api/disputes */
@Injectable()
export class StripeDisputes implements ProviderDisputes<Stripe.Event> {
  constructor(private readonly stripe: StripeApi) {}

  async status(reference: string): Promise<ProviderDispute> {
    return this.translated(await this.stripe.request((s) => s.disputes.retrieve(reference)));
  }

  /** A payment on the hosted page is known by its intent once it is paid. */
  async list(chargeReference: string): Promise<string[]> {
    if (SESSION.test(chargeReference)) return [];
    const { data } = await this.stripe.request((s) =>
      s.disputes.list({ payment_intent: chargeReference, limit: LISTED }),
    );
    return data.map(({ id }) => id);
  }

  async submit(
    reference: string,
    { key, summary, activity, courses }: DisputeEvidence,
  ): Promise<ProviderDispute> {
    const part = Math.floor(TEXT_MAX / 3);
    const evidence = {
      uncategorized_text: summary.slice(0, part),
      access_activity_log: activity.slice(0, part),
      product_description: courses.slice(0, part),
    };
    try {
      const submitted = await this.stripe.request((s) =>
        s.disputes.update(reference, { evidence, submit: true }, { idempotencyKey: key }),
      );
      return await this.translated(submitted);
    } catch (error) {
      if (error instanceof StripeRefusal) throw new DisputeEvidenceRefused();
      throw error;
    }
  }

  parseNotification(event: Stripe.Event): { readonly reference: string } | undefined {
    if (!event.type.startsWith('charge.dispute.')) return undefined;
    return { reference: (event.data.object as Stripe.Dispute).id };
  }

  /** The payment is known by its own metadata: its event may come later than that of the dispute. */
  private async translated(dispute: Stripe.Dispute): Promise<ProviderDispute> {
    const { payment_intent: intent, evidence_details: details, currency } = dispute;
    const chargeReference = (typeof intent === 'string' ? intent : intent?.id) ?? '';
    const key = await this.keyOf(chargeReference);
    const fees = dispute.balance_transactions.reduce((sum, { fee }) => sum + fee, 0);
    return {
      reference: dispute.id,
      chargeReference,
      ...(key === undefined ? {} : { key }),
      state: STATES[dispute.status] ?? 'inquiry',
      amount: fromStripeAmount(dispute),
      feeMinor: fromStripeAmount({ amount: fees, currency }).amountMinor,
      reason: dispute.reason,
      evidenceDueAt: details.due_by ? new Date(details.due_by * SECOND_MS) : null,
    };
  }

  private async keyOf(intentId: string): Promise<string | undefined> {
    if (intentId === '') return undefined;
    const { metadata } = await this.stripe.request((s) => s.paymentIntents.retrieve(intentId));
    return metadata[PAYMENT_KEY];
  }
}
