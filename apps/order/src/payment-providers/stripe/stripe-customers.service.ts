import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { forkOf } from '@course-plateform/common/persistence';
import { RpcClient, orWhenUnavailable } from '@course-plateform/common/rpc';
import { type AccountContact, accountGetContact } from '@course-plateform/types/auth';
import { StripeApi, StripeRefusal, requestKey } from './stripe-api';
import { StripeCustomer } from './stripe-customer.entity';
import type { Stripe } from './stripe-package';

/** What a payment says of its buyer. */
export interface StripeBuyer {
  readonly customer?: string;
  /** Where Stripe sends its receipt. */
  readonly receipt_email?: string;
}

/** The metadata by which a customer at Stripe names our user. */
const USER = 'user_id';
/** Customers of erased users that are deleted at once. */
const BATCH = 50;

/**
 * Buyers as customers at Stripe: one for each user, made with the first payment and deleted when the user is erased.
 * Source: https://docs.stripe.com/api/customers
 */
@Injectable()
export class StripeCustomers {
  constructor(
    private readonly em: EntityManager,
    private readonly stripe: StripeApi,
    private readonly rpc: RpcClient,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /**
   * What Stripe is told of a buyer. Sends a request to the auth service; while that is unavailable, a payment works without
   * receipt, and for a new buyer without a customer. Only confirmed addresses get receipts: others may be another user's.
   * @throws PaymentProviderUnavailable
   */
  async buyer(userId: string): Promise<StripeBuyer> {
    const [contact, known] = await Promise.all([
      this.contact(userId),
      this.em.findOne(StripeCustomer, { userId }, { disableIdentityMap: true }),
    ]);
    const customer =
      known?.customerId ?? (contact ? await this.create(userId, contact) : undefined);
    return {
      ...(customer === undefined ? {} : { customer }),
      ...(contact?.isVerified === true ? { receipt_email: contact.email } : {}),
    };
  }

  /** Marks the customer of an erased user, for `deleteErased`. */
  async erase(em: EntityManager, userId: string): Promise<void> {
    await em.nativeUpdate(StripeCustomer, { userId }, { erasedAt: this.clock.now() });
  }

  /** Deletes customers of erased users at Stripe, and what is kept of them here. What fails is tried again the next time. */
  async deleteErased(): Promise<void> {
    if (!this.stripe.isConfigured) return;
    const em = forkOf(this.em);
    const erased = { erasedAt: { $ne: null } };
    const due = await em.find(StripeCustomer, erased, {
      orderBy: { erasedAt: 'asc' },
      limit: BATCH,
    });
    for (const { userId, customerId } of due) {
      try {
        await this.delete(customerId);
        await em.nativeDelete(StripeCustomer, { userId });
      } catch (err) {
        this.logger.warn({ err }, 'customer of an erased user not deleted at Stripe; will retry');
      }
    }
  }

  private async contact(userId: string): Promise<AccountContact | null> {
    const { contact } = await orWhenUnavailable(
      this.rpc.request(accountGetContact, { userId }),
      (err) => {
        this.logger.warn({ err }, 'contact unavailable; payment without a receipt by e-mail');
        return { contact: null };
      },
    );
    return contact;
  }

  private async create(userId: string, { email, locale }: AccountContact): Promise<string> {
    const params = {
      email,
      preferred_locales: [locale],
      metadata: { [USER]: userId },
    } satisfies Stripe.CustomerCreateParams;
    const idempotencyKey = requestKey(`customer:${userId}`, params);
    const { id: customerId } = await this.stripe.request((stripe) =>
      stripe.customers.create(params, { idempotencyKey }),
    );
    const customer = new StripeCustomer({ userId, customerId, now: this.clock.now() });
    // A payment that began at the same time has the same customer from Stripe, by its key.
    await forkOf(this.em).upsert(StripeCustomer, customer, { onConflictAction: 'ignore' });
    return customerId;
  }

  private async delete(customerId: string): Promise<void> {
    try {
      await this.stripe.request((stripe) => stripe.customers.del(customerId));
    } catch (error) {
      // It is gone already.
      if (!(error instanceof StripeRefusal) || error.code !== 'resource_missing') throw error;
    }
  }
}
