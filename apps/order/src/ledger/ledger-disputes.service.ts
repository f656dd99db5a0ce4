import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Money } from '@course-plateform/common/kernel';
import { Ledger, type LineOrigin } from './ledger.service';
import {
  type LedgerDispute,
  disputeFeePosting,
  disputeLostPosting,
  disputeOpenedPosting,
  disputeWonPosting,
  ledgerKeys,
} from './postings';

/**
 * Disputes in the ledger. Each operation may be called again, by a late or doubled report, and posts once. The caller
 * holds the lock of the order.
 */
@Injectable()
export class LedgerDisputes {
  constructor(private readonly ledger: Ledger) {}

  /**
   * The provider has withdrawn disputed money; the parts of the prices that are disputed are reserved.
   * @param lines of the order
   */
  async opened(
    em: EntityManager,
    dispute: LedgerDispute,
    lines: readonly LineOrigin[],
  ): Promise<void> {
    if (await this.ledger.has(em, ledgerKeys.disputeOpened(dispute.id))) return;
    this.ledger.post(em, disputeOpenedPosting(dispute, await this.ledger.left(em, lines)));
  }

  /** The money is back, and everybody has what they had. @throws Error unless it was opened */
  async won(em: EntityManager, dispute: Pick<LedgerDispute, 'id' | 'orderId'>): Promise<void> {
    await this.ledger.postOnce(em, disputeWonPosting(dispute, await this.openingOf(em, dispute)));
  }

  /** The money is gone, at the cost of who had the disputed parts. @throws Error unless it was opened */
  async lost(em: EntityManager, dispute: Pick<LedgerDispute, 'id' | 'orderId'>): Promise<void> {
    await this.ledger.postOnce(em, disputeLostPosting(dispute, await this.openingOf(em, dispute)));
  }

  /** What the provider takes for a dispute, or gives back when the fee is negative; each once. */
  async fee(
    em: EntityManager,
    dispute: Pick<LedgerDispute, 'id' | 'orderId'>,
    fee: Money,
  ): Promise<void> {
    await this.ledger.postOnce(em, disputeFeePosting(dispute, fee));
  }

  private async openingOf(em: EntityManager, { id }: Pick<LedgerDispute, 'id'>) {
    const opened = await this.ledger.posted(em, ledgerKeys.disputeOpened(id));
    if (opened.length === 0) throw new Error(`The dispute ${id} was not opened in the ledger`);
    return opened;
  }
}
