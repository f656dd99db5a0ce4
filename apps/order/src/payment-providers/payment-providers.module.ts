import { Module } from '@nestjs/common';
import { BankTransferProvider } from './bank-transfer/bank-transfer.provider';
import { PaymentProviderRegistry } from './payment-provider.registry';
import { StripeApi } from './stripe/stripe-api';
import { StripeCustomerEventHandler } from './stripe/stripe-customer.events';
import { StripeCustomerJob } from './stripe/stripe-customer.job';
import { StripeCustomers } from './stripe/stripe-customers.service';
import { StripeFees } from './stripe/stripe-fees';
import { StripePayments } from './stripe/stripe-payments.service';
import { StripeDisputes } from './stripe/stripe-disputes';
import { StripeRefunds } from './stripe/stripe-refunds';
import { StripeProvider } from './stripe/stripe.provider';

@Module({
  providers: [
    PaymentProviderRegistry,
    BankTransferProvider,
    StripeApi,
    StripeCustomers,
    StripeCustomerJob,
    StripeCustomerEventHandler,
    StripeFees,
    StripePayments,
    StripeRefunds,
    StripeDisputes,
    StripeProvider,
  ],
  exports: [PaymentProviderRegistry, BankTransferProvider, StripeApi, StripeProvider],
})
export class PaymentProvidersModule {}
