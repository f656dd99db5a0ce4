import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module';
import { OrderModule } from '../order/order.module';
import { LedgerCatchUpJob } from './ledger-catch-up.job';
import { LedgerCatchUp } from './ledger-catch-up.service';
import { UnpostedPayments } from './unposted-payments.service';

@Module({
  imports: [LedgerModule, OrderModule],
  providers: [LedgerCatchUp, UnpostedPayments, LedgerCatchUpJob],
})
export class LedgerCatchUpModule {}
