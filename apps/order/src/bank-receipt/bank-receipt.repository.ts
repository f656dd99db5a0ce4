import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { BankReceipt } from './bank-receipt.entity';

/** The named questions about stored receipts. */
@Injectable()
export class BankReceiptRepository {
  constructor(private readonly em: EntityManager) {}

  /** The receipts of some payments, oldest first. */
  of(paymentIds: readonly string[]): Promise<BankReceipt[]> {
    return this.em.find(
      BankReceipt,
      { paymentId: { $in: [...paymentIds] } },
      { orderBy: { id: 'asc' } },
    );
  }
}
