import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { PurchaseHistory } from '../quote/purchase-history';
import { Order } from './order.entity';

/** The orders behind the port of the quotes. */
@Injectable()
export class StoredPurchaseHistory extends PurchaseHistory {
  constructor(private readonly em: EntityManager) {
    super();
  }

  async hasPurchased(buyerId: string): Promise<boolean> {
    const paid = { buyerId, paidAt: { $ne: null } };
    const [first] = await this.em.find(Order, paid, {
      ...{ fields: ['id'], limit: 1, disableIdentityMap: true },
    });
    return first !== undefined;
  }
}
