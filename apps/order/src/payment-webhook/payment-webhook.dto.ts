import { BooleanField, TextField } from '@course-plateform/types/platform';

/** What every event of Stripe has, beside what differs: https://docs.stripe.com/api/events/object. */
export class StripeEventDto {
  @TextField({
    max: 255,
    example: 'evt_1Nv',
    description: 'The id of the event, which counts once',
  })
  id!: string;

  @TextField({
    max: 100,
    example: 'payment_intent.succeeded',
    description: 'What has happened; types that mean nothing here are stored and ignored',
  })
  type!: string;
}

export class WebhookReceiptResponse {
  @BooleanField({ description: 'Always true: the event is stored, now or before' })
  received!: boolean;
}
