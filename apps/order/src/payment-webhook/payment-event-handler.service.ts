import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { DisputeReports } from '../dispute/dispute-reports.service';
import { PaymentReports } from '../payment/payment-reports.service';
import type { RefundNotification } from '../payment-providers/payment-provider';
import { FindingCause } from '../finding/finding.state';
import { RefundReports } from '../refund/refund-reports.service';
import type { PaymentMethod } from '../payment-providers/payment-method';
import { StripeProvider } from '../payment-providers/stripe/stripe.provider';
import type { Stripe } from '../payment-providers/stripe/stripe-package';
import { type PaymentEvent, PaymentEventStatus } from './payment-event.entity';
import { PaymentEventOutcomes } from './payment-event-outcomes.service';

/** Where reports of providers go, by what they are about. */
@Injectable()
export class EventReports {
  constructor(
    readonly payments: PaymentReports,
    readonly refunds: RefundReports,
    readonly disputes: DisputeReports,
  ) {}
}

/** Draws the consequences of stored events. */
@Injectable()
export class PaymentEventHandler {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly provider: StripeProvider,
    private readonly reports: EventReports,
    private readonly outcomes: PaymentEventOutcomes,
  ) {}

  /** How the payments are made that events are about. */
  get method(): PaymentMethod {
    return this.provider.method;
  }

  /** Whether an event can have consequences. All others are over once they are stored. */
  concerns(event: Stripe.Event): boolean {
    const { provider } = this;
    return [provider.refunds, provider.disputes, provider].some(
      (reports) => reports.parseNotification(event) !== undefined,
    );
  }

  /** The PaymentIntent that an event is about, or whatever else: events with different subjects do not meet. */
  subjectOf({ payload }: PaymentEvent): string {
    const { id, payment_intent: intent } = (payload as Stripe.Event).data.object as {
      readonly id?: string;
      readonly payment_intent?: string | { readonly id: string } | null;
    };
    return (typeof intent === 'string' ? intent : (intent?.id ?? id)) ?? '';
  }

  /**
   * Handles an event, with its consequences in one transaction.
   * @throws PaymentProviderUnavailable
   */
  async handle(event: PaymentEvent): Promise<void> {
    const { id } = event;
    const message = event.payload as Stripe.Event;
    const aboutRefunds = this.provider.refunds.parseNotification(message);
    if (aboutRefunds) return this.noteRefunds(event, aboutRefunds);
    const aboutDispute = this.provider.disputes.parseNotification(message);
    if (aboutDispute) return this.noteDispute(event, aboutDispute.reference);
    const notification = this.provider.parseNotification(message);
    if (!notification) return this.ignore(event);
    const report = await this.reports.payments.read(this.provider, notification);
    if (!report) return this.keepUnmatched(id, notification.received !== null);
    await this.reports.payments.take(report, (em) => {
      return this.outcomes.settle(em, event, PaymentEventStatus.handled);
    });
  }

  /** Tries again later, and later each time. */
  postpone(id: string, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error);
    const status = PaymentEventStatus.received;
    const cause = FindingCause.eventNotHandled;
    return this.unitOfWork.run((em) => this.outcomes.delay(em, id, { status, reason, cause }));
  }

  private noteRefunds(event: PaymentEvent, notification: RefundNotification): Promise<void> {
    return this.unitOfWork.run(async (em) => {
      if (await this.reports.refunds.note(em, notification)) {
        return this.outcomes.settle(em, event, PaymentEventStatus.handled);
      }
      const unmatched = { status: PaymentEventStatus.unmatched, reason: 'no such refund' } as const;
      return this.outcomes.delay(em, event.id, {
        ...unmatched,
        cause: FindingCause.unknownPayment,
      });
    });
  }

  private async noteDispute(event: PaymentEvent, reference: string): Promise<void> {
    const isKnown = await this.reports.disputes.note(reference, (em) => {
      return this.outcomes.settle(em, event, PaymentEventStatus.handled);
    });
    if (!isKnown) await this.keepUnmatched(event.id, true);
  }

  /** A payment that was begun and never stored is nothing to worry about, unless there is money. */
  private keepUnmatched(id: string, hasMoney: boolean): Promise<void> {
    const unmatched = { status: PaymentEventStatus.unmatched, reason: 'no such payment' } as const;
    const cause = hasMoney ? FindingCause.unknownPayment : undefined;
    return this.unitOfWork.run((em) => this.outcomes.delay(em, id, { ...unmatched, cause }));
  }

  /** An earlier release has stored it as one to be handled. */
  private ignore(event: PaymentEvent): Promise<void> {
    return this.unitOfWork.run((em) => {
      return this.outcomes.settle(em, event, PaymentEventStatus.ignored);
    });
  }
}
