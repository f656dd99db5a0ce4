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
    summary: 'List the ways to pay, and why one is not available',
    description: 'For a price, or in general. Beginning a payment keeps to the same rule.',
    answer: PaymentMethodListResponse,
  })
  listPaymentMethods(@Query() query: PaymentMethodQuery): PaymentMethodListResponse {
    const offers = this.providers.offers(query);
    return { methods: offers.map((offer) => toPaymentMethodResponse(offer, query.currency)) };
  }
}
