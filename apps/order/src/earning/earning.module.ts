import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module';
import { EarningBalances } from './earning-balances.service';
import { EarningController } from './earning.controller';
import { EarningJob } from './earning.job';
import { EarningQueryService } from './earning-query.service';
import { EarningStatements } from './earning-statements.service';

@Module({
  imports: [LedgerModule],
  controllers: [EarningController],
  providers: [EarningBalances, EarningStatements, EarningQueryService, EarningJob],
  exports: [EarningBalances],
})
export class EarningModule {}
