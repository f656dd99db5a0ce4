import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, IdempotencyRequired, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { PaymentCreateDto, PaymentResponse } from '../payment/payment.dto';
import { PaymentAlreadyPaid, PaymentInProgress, PaymentOrderOver } from '../payment/payment.errors';
import { PaymentService } from '../payment/payment.service';
import {
  PaymentMethodUnavailable,
  PaymentProviderUnavailable,
} from '../payment-providers/payment-provider.errors';
import { OrderAlreadyOwned } from '../quote/quote.errors';
import { OrderNotFound } from './order.errors';

@ApiTags('payments')
@Controller('orders')
export class OrderPaymentController {
  constructor(private readonly payments: PaymentService) {}

  @Post(':id/payments')
  @Auth(Permission.orderCreate)
  @IdempotencyRequired()
  @Operation({
    summary: 'Start a payment for an order',
    description:
      'The amount is that of the order. An open payment by the same method is returned again; one by another method is canceled first. Ownership of the courses is checked again before money is asked for.',
    status: 201,
    answer: PaymentResponse,
    errors: [
      OrderNotFound,
      OrderAlreadyOwned,
      PaymentAlreadyPaid,
      PaymentOrderOver,
      PaymentInProgress,
      PaymentMethodUnavailable,
      PaymentProviderUnavailable,
    ],
  })
  createPayment(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Body() body: PaymentCreateDto,
  ): Promise<PaymentResponse> {
    return this.payments.start(caller, id, body);
  }
}
