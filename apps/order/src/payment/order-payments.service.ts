import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { PaymentRepository } from './payment.repository';
import { PaymentReviews } from './payment-reviews.service';
import { type PaymentResponse, toPaymentResponse } from './payment.dto';
import { SoonChecked } from './soon-checked';

/** The payments of an order, for the order. */
@Injectable()
export class OrderPayments {
  constructor(
    private readonly payments: PaymentRepository,
    private readonly soon: SoonChecked,
    private readonly reviews: PaymentReviews,
  ) {}

  /** Oldest first. */
  async of(orderId: string): Promise<PaymentResponse[]> {
    return (await this.payments.ofOrder(orderId)).map(toPaymentResponse);
  }

  /** The order does not wait for them any more. */
  async closeOpen(em: EntityManager, orderId: string): Promise<void> {
    for (const payment of await this.payments.open(em, orderId)) {
      this.reviews.close(em, payment);
      if (payment.nextCheckAt) this.soon.trigger(em);
    }
  }
}
