import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth } from '@course-plateform/common/auth';
import { Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { PaymentProviderRegistry } from '../payment-providers/payment-provider.registry';
import {
  PaymentMethodListResponse,
  PaymentMethodQuery,
  toPaymentMethodResponse,
} from './payment-method.dto';

@ApiTags('payments')
@Controller('payment-methods')
export class PaymentMethodController {
  constructor(private readonly providers: PaymentProviderRegistry) {}

  @Get()
  @Auth(Permission.orderCreate)
  @Operation({
    summary: 'List payment methods',
    description:
      'Which methods are available for an amount, or in general, and why others are not. Starting a payment follows the same rule.',
    response: PaymentMethodListResponse,
  })
  listPaymentMethods(@Query() query: PaymentMethodQuery): PaymentMethodListResponse {
    const offers = this.providers.offers(query);
    return { items: offers.map((offer) => toPaymentMethodResponse(offer, query.currency)) };
  }
}
