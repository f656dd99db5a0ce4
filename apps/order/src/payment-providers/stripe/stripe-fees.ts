import { Injectable } from '@nestjs/common';
import type { Money } from '@course-plateform/common/kernel';
import type { ProviderFeeReports } from '../payment-provider';
import { roundedStripeAmount } from './stripe-amounts';
import { StripeApi } from './stripe-api';
import type { Stripe } from './stripe-package';

const SESSION = /^cs_/;
const OF_INTENT = 'latest_charge.balance_transaction';

/** What Stripe keeps of charges. Source: https://docs.stripe.com/api/balance_transactions/object */
@Injectable()
export class StripeFees implements ProviderFeeReports {
  constructor(private readonly stripe: StripeApi) {}

  async feeOf(chargeReference: string): Promise<Money | undefined> {
    const intent = await this.stripe.request((stripe) =>
      SESSION.test(chargeReference)
        ? intentOfSession(stripe, chargeReference)
        : stripe.paymentIntents.retrieve(chargeReference, { expand: [OF_INTENT] }),
    );
    const balance = balanceOf(intent?.latest_charge ?? null);
    // The account may have another currency than the charge; the fee is in that of the account.
    return balance && roundedStripeAmount({ amount: balance.fee, currency: balance.currency });
  }
}

async function intentOfSession(
  stripe: Stripe,
  id: string,
): Promise<Stripe.PaymentIntent | undefined> {
  const expand = [`payment_intent.${OF_INTENT}`];
  const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(id, { expand });
  return typeof intent === 'object' && intent !== null ? intent : undefined;
}

function balanceOf(charge: string | Stripe.Charge | null): Stripe.BalanceTransaction | undefined {
  const balance = typeof charge === 'object' ? charge?.balance_transaction : undefined;
  return typeof balance === 'object' && balance !== null ? balance : undefined;
}
