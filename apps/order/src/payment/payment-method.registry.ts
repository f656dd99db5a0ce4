import { Inject, Injectable } from '@nestjs/common';
import { PaymentMethodUnavailable } from './payment.errors';
import { PAYMENT_STRATEGIES, type PaymentStrategy } from './payment.strategy';

/** Which ways to pay there are. */
@Injectable()
export class PaymentMethodRegistry {
  private readonly available: ReadonlyMap<string, PaymentStrategy>;

  constructor(@Inject(PAYMENT_STRATEGIES) strategies: readonly PaymentStrategy[]) {
    const configured = strategies.filter(({ isConfigured }) => isConfigured);
    this.available = new Map(configured.map((strategy) => [strategy.method, strategy]));
  }

  /** @throws PaymentMethodUnavailable when the method is unknown or not configured */
  get(method: string): PaymentStrategy {
    const strategy = this.available.get(method);
    if (strategy) return strategy;
    const available = [...this.available.keys()];
    throw new PaymentMethodUnavailable({
      params: { method, available: available.join(', ') || '–' },
      extensions: { available },
    });
  }
}
