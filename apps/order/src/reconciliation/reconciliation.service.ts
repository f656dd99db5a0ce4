import { Injectable } from '@nestjs/common';
import { Logger } from '@course-plateform/common/observability';
import { HoldChecks } from './hold-checks.service';
import { LineChecks } from './line-checks.service';
import { PaymentVerification } from './payment-verification.service';
import { ProviderComparison } from './provider-comparison.service';

/** Finds what does not agree. Each check reads what is due along an index, so many at a time. */
@Injectable()
export class ReconciliationService {
  readonly checks = [
    () => this.lines.run(),
    () => this.releaseHolds(),
    () => this.verifyPayments(),
  ] as const;

  constructor(
    private readonly lines: LineChecks,
    private readonly holds: HoldChecks,
    private readonly verification: PaymentVerification,
    private readonly comparison: ProviderComparison,
    private readonly logger: Logger,
  ) {}

  /** Runs all checks once. */
  async run(): Promise<void> {
    for (const check of this.checks) await check();
  }

  private async releaseHolds(): Promise<void> {
    for (const hold of await this.holds.due()) {
      try {
        await this.holds.release(hold);
      } catch (error) {
        this.logger.warn({ err: error, hold: hold.id }, 'hold could not be released');
      }
    }
  }

  private async verifyPayments(): Promise<void> {
    for (const payment of await this.verification.due()) {
      try {
        await this.comparison.compare(payment);
      } catch (error) {
        this.logger.warn({ err: error, payment: payment.id }, 'payment could not be verified');
        await this.verification.postpone(payment);
      }
    }
  }
}
