import { Injectable } from '@nestjs/common';
import { Cursors } from '@course-plateform/common/http';
import { PaymentRepository } from '../payment/payment.repository';
import { PaymentMethod } from '../payment-providers/payment-method';
import {
  type BankTransferListQuery,
  type BankTransferPageResponse,
  toBankTransferResponse,
} from './bank-receipt.dto';
import { BankReceiptRepository } from './bank-receipt.repository';

/** Reads bank transfers. */
@Injectable()
export class BankReceiptQueryService {
  constructor(
    private readonly payments: PaymentRepository,
    private readonly receipts: BankReceiptRepository,
    private readonly cursors: Cursors,
  ) {}

  /** All bank transfers, newest first. */
  async list(query: BankTransferListQuery): Promise<BankTransferPageResponse> {
    const { status } = query;
    const method = PaymentMethod.bankTransfer;
    const filter = { method, ...(status === undefined ? {} : { status }) };
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.payments.page(filter, query.limit, after);
    const receipts = await this.receipts.of(page.items.map(({ id }) => id));
    return this.cursors.toPage(page, query, filter, (payment) =>
      toBankTransferResponse(
        payment,
        receipts.filter(({ paymentId }) => paymentId === payment.id),
      ),
    );
  }
}
