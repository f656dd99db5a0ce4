import { Controller, Headers, Post } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { Public } from '@course-plateform/common/auth';
import {
  Operation,
  RateLimit,
  RawBody,
  SentBytes,
  TagDescription,
} from '@course-plateform/common/http';
import { StripeEventDto, WebhookReceiptResponse } from './payment-webhook.dto';
import { WebhookSignatureInvalid } from './payment-webhook.errors';
import { PaymentWebhookService } from './payment-webhook.service';

/** More than the largest event that Stripe sends for what we use, in bytes. */
const EVENT_BYTES_MAX = 256 * 1024;
const SIGNATURE = 'stripe-signature';

@ApiTags('payment webhooks')
@TagDescription('What payment providers report')
@Controller('payment-webhooks')
export class PaymentWebhookController {
  constructor(private readonly webhooks: PaymentWebhookService) {}

  @Post('stripe')
  @Public({ ignoresToken: true })
  @RateLimit('none')
  @RawBody({
    maxBytes: EVENT_BYTES_MAX,
    type: StripeEventDto,
    description: 'An event of Stripe, byte by byte as it was signed',
  })
  @ApiHeader({
    name: 'Stripe-Signature',
    required: true,
    description: 'Time and signature of the body, as Stripe computes them',
    schema: { type: 'string', maxLength: 2000, example: 't=1769860800,v1=5257a869e7ec' },
  })
  @Operation({
    summary: 'Receive an event from Stripe',
    description:
      'For the webhook endpoint at Stripe. The event is stored before the response, each once, and handled right after, in whichever order events come. What is unsigned, too old or too large is refused, and nothing of it is stored.',
    response: WebhookReceiptResponse,
    errors: [WebhookSignatureInvalid],
  })
  async receiveStripeEvent(
    @SentBytes() body: Buffer,
    @Headers(SIGNATURE) signature = '',
  ): Promise<WebhookReceiptResponse> {
    await this.webhooks.receive(body, signature);
    return { received: true };
  }
}
