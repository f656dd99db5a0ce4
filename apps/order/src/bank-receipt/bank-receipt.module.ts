import { Module } from '@nestjs/common';
import { PaymentModule } from '../payment/payment.module';
import { BankReceiptController } from './bank-receipt.controller';
import { BankReceiptQueryService } from './bank-receipt-query.service';
import { BankReceiptRepository } from './bank-receipt.repository';
import { BankReceiptService } from './bank-receipt.service';

@Module({
  imports: [PaymentModule],
  controllers: [BankReceiptController],
  providers: [BankReceiptService, BankReceiptQueryService, BankReceiptRepository],
})
export class BankReceiptModule {}
