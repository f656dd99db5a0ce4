import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, IdempotencyRequired, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { OrderAlreadyOwned, OrderNotFound } from '../order/order.errors';
import { PaymentCreateDto, PaymentResponse } from './payment.dto';
import { PaymentAlreadyPaid, PaymentMethodUnavailable, PaymentOrderOver } from './payment.errors';
import { PaymentService } from './payment.service';

@ApiTags('payments')
@Controller('orders')
export class PaymentController {
  constructor(private readonly payments: PaymentService) {}

  @Post(':id/payments')
  @Auth(Permission.orderCreate)
  @IdempotencyRequired()
  @Operation({
    summary: 'Begin to pay an order',
    description: 'The amount is that of the order. While a payment is open it is given again.',
    status: 201,
    answer: PaymentResponse,
    errors: [
      OrderNotFound,
      OrderAlreadyOwned,
      PaymentAlreadyPaid,
      PaymentOrderOver,
      PaymentMethodUnavailable,
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
