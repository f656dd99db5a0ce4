import { Injectable } from '@nestjs/common';
import type { Money } from '@course-plateform/common/kernel';
import type { PaymentMethod } from './payment-method';
import { type PaymentOffer, PaymentRefusal, type PriceToPay, offerOf } from './payment-offer';
import type { PaymentProvider } from './payment-provider';
import { PaymentAmountNotSupported, PaymentMethodUnavailable } from './payment-provider.errors';

/** Which ways to pay there are. */
@Injectable()
export class PaymentProviderRegistry {
  private readonly providers = new Map<string, PaymentProvider>();

  /** Each provider calls it once, when it is made. @throws Error when the method has a provider already */
  register(provider: PaymentProvider): void {
    if (this.providers.has(provider.method)) {
      throw new Error(`The payment method "${provider.method}" has two providers`);
    }
    this.providers.set(provider.method, provider);
  }

  /**
   * The provider of a payment that has begun, whether it is still offered or not.
   * @throws Error when the payment is of a provider that was taken out
   */
  of(method: PaymentMethod): PaymentProvider {
    const provider = this.providers.get(method);
    if (!provider) throw new Error(`The payment method "${method}" has no provider`);
    return provider;
  }

  /** Every way to pay, and whether it is open to a price. */
  offers(price: PriceToPay): PaymentOffer[] {
    return Array.from(this.providers.values(), (provider) => offerOf(provider, price));
  }

  /** @throws PaymentMethodUnavailable when it is unknown or not offered, PaymentAmountNotSupported for this amount */
  offered(method: string, amount: Money): PaymentProvider {
    const offers = this.offers(amount);
    const reason = offers.find((offer) => offer.method === method)?.refusal;
    const provider = this.providers.get(method);
    if (provider && reason === undefined) return provider;
    const available = offers.flatMap((offer) => (offer.refusal ? [] : offer.method));
    const params = { method, available: available.join(', ') || '–' };
    if (reason === undefined || reason === PaymentRefusal.notConfigured) {
      const extensions = { available, ...(reason === undefined ? {} : { reason }) };
      throw new PaymentMethodUnavailable({ params, extensions });
    }
    throw new PaymentAmountNotSupported({ params, extensions: { available, reason } });
  }
}
