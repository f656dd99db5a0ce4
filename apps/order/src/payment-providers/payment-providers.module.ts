import { Module } from '@nestjs/common';
import { BankTransferProvider } from './bank-transfer/bank-transfer.provider';
import { PaymentProviderRegistry } from './payment-provider.registry';

@Module({
  providers: [PaymentProviderRegistry, BankTransferProvider],
  exports: [PaymentProviderRegistry, BankTransferProvider],
})
export class PaymentProvidersModule {}
