import { Injectable } from '@nestjs/common';
import { RealClock } from '@course-plateform/common/kernel';
import { StripeApi } from '../payment-providers/stripe/stripe-api';
import { PaymentEvent } from './payment-event.entity';
import { PaymentEventHandler } from './payment-event-handler.service';
import { PaymentEventJob } from './payment-event.job';
import { PaymentEventRepository } from './payment-event.repository';
import { WebhookSignatureInvalid } from './payment-webhook.errors';

/** Takes in what providers report, whatever it is: what it means is found out afterwards. */
@Injectable()
export class PaymentWebhookService {
  constructor(
    private readonly stripe: StripeApi,
    private readonly handler: PaymentEventHandler,
    private readonly events: PaymentEventRepository,
    private readonly job: PaymentEventJob,
    private readonly clock: RealClock,
  ) {}

  /**
   * Stores an event, once.
   * @throws WebhookSignatureInvalid unless Stripe has signed it within the last five minutes
   */
  async receive(body: Buffer, signature: string): Promise<void> {
    // Signatures have the time of the real clock, whatever ours shows.
    const event = await this.stripe.verifiedEvent(body, signature, Date.now());
    if (!event) throw new WebhookSignatureInvalid();
    const { id, type } = event;
    const payload = storable(event);
    const { method } = this.handler;
    const stored = new PaymentEvent({ id, type, payload, method }, this.clock.now());
    const hasConsequences = this.handler.concerns(event);
    if (!hasConsequences) stored.ignore();
    await this.events.add(stored);
    if (hasConsequences) this.job.runSoon();
  }
}

/**
 * With its client secret a payment could be confirmed; nothing here needs it. PostgreSQL stores no NUL and no half of a
 * character, which a buyer may have typed at Stripe.
 */
function storable(event: object): object {
  const text = JSON.stringify(event, (name, value: unknown) => {
    if (name === 'client_secret') return undefined;
    return typeof value === 'string' ? value.toWellFormed().replaceAll('\u0000', '') : value;
  });
  return JSON.parse(text) as object;
}
