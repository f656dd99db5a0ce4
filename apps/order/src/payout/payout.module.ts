import { Module } from '@nestjs/common';
import { EarningModule } from '../earning/earning.module';
import { LedgerModule } from '../ledger/ledger.module';
import { PayoutController } from './payout.controller';
import { PayoutJob } from './payout.job';
import { PayoutMaker } from './payout-maker.service';
import { PayoutQueryService } from './payout-query.service';
import { PayoutRepository } from './payout.repository';
import { PayoutRunController } from './payout-run.controller';
import { PayoutService } from './payout.service';

@Module({
  imports: [EarningModule, LedgerModule],
  controllers: [PayoutController, PayoutRunController],
  providers: [PayoutService, PayoutQueryService, PayoutMaker, PayoutJob, PayoutRepository],
})
export class PayoutModule {}
