import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import {
  IdParam,
  IdempotencyRequired,
  Operation,
  TagDescription,
} from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { StartedPaymentResponse } from '../payment/payment.dto';
import { PaymentCreateDto } from '../payment-providers/payment-create.dto';
import { PaymentAlreadyPaid, PaymentInProgress, PaymentOrderOver } from '../payment/payment.errors';
import { PaymentService } from '../payment/payment.service';
import {
  PaymentAmountNotSupported,
  PaymentMethodUnavailable,
  PaymentProviderUnavailable,
  PaymentReturnUrlNotAllowed,
  PaymentTooManyAttempts,
} from '../payment-providers/payment-provider.errors';
import { OrderAlreadyOwned } from '../quote/quote.errors';
import { OrderNotFound } from './order.errors';

@ApiTags('payments')
@TagDescription('Payment methods, and payments of orders')
@Controller('orders')
export class OrderPaymentController {
  constructor(private readonly payments: PaymentService) {}

  @Post(':id/payments')
  @Auth(Permission.orderCreate)
  @IdempotencyRequired()
  @Operation({
    summary: 'Start a payment for an order',
    description:
      'The amount is that of the order. By card (`stripe`) the response has what Stripe.js needs, or with `flow: hosted` the address of a page that takes the card. An open payment by the same method is returned again; one by another method is canceled first, at its provider too. Ownership of the courses is checked again before money is asked for.',
    status: 201,
    location: '/api/v1/orders/{orderId}',
    response: StartedPaymentResponse,
    errors: [
      OrderNotFound,
      OrderAlreadyOwned,
      PaymentAlreadyPaid,
      PaymentOrderOver,
      PaymentInProgress,
      PaymentMethodUnavailable,
      PaymentAmountNotSupported,
      PaymentReturnUrlNotAllowed,
      PaymentTooManyAttempts,
      PaymentProviderUnavailable,
    ],
  })
  createPayment(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Body() body: PaymentCreateDto,
  ): Promise<StartedPaymentResponse> {
    return this.payments.start(caller, id, body);
  }
}
