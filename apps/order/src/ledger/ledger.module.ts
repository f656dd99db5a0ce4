import { Module } from '@nestjs/common';
import { LedgerClosing } from './ledger-closing.service';
import { LedgerController } from './ledger.controller';
import { LedgerEntryQueryService } from './ledger-entry-query.service';
import { LedgerDisputes } from './ledger-disputes.service';
import { LedgerMetrics } from './ledger-metrics';
import { Ledger } from './ledger.service';
import { TrialBalance } from './trial-balance.service';

@Module({
  controllers: [LedgerController],
  providers: [
    Ledger,
    LedgerDisputes,
    LedgerClosing,
    LedgerEntryQueryService,
    TrialBalance,
    LedgerMetrics,
  ],
  exports: [Ledger, LedgerDisputes, LedgerClosing],
})
export class LedgerModule {}
