import { Module } from '@nestjs/common';
import { CouponModule } from '../coupon/coupon.module';
import { DisputeModule } from '../dispute/dispute.module';
import { PaymentModule } from '../payment/payment.module';
import { RefundModule } from '../refund/refund.module';
import { FindingController } from './finding.controller';
import { FindingMetrics } from './finding-metrics';
import { FindingModule } from '../finding/finding.module';
import { FindingQueryService } from './finding-query.service';
import { FindingRepairService } from './finding-repair.service';
import { FindingRepository } from './finding.repository';
import { HoldChecks } from './hold-checks.service';
import { LineCheckSchedule } from './line-check-schedule.service';
import { LineChecks } from './line-checks.service';
import { LineRepair } from './line-repair.service';
import { PaymentVerification } from './payment-verification.service';
import { ProviderComparison } from './provider-comparison.service';
import { ReconciliationJob } from './reconciliation.job';
import { ReconciliationService } from './reconciliation.service';
import { RefundAdoption } from './refund-adoption.service';
import { Repairs } from './repairs.service';

@Module({
  imports: [CouponModule, PaymentModule, RefundModule, DisputeModule, FindingModule],
  controllers: [FindingController],
  providers: [
    ReconciliationService,
    ReconciliationJob,
    LineChecks,
    LineCheckSchedule,
    LineRepair,
    HoldChecks,
    PaymentVerification,
    ProviderComparison,
    RefundAdoption,
    Repairs,
    FindingRepairService,
    FindingQueryService,
    FindingRepository,
    FindingMetrics,
  ],
})
export class ReconciliationModule {}
