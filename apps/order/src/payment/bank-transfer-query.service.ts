import { Injectable } from '@nestjs/common';
import { Cursors } from '@course-plateform/common/http';
import {
  type BankTransferListQuery,
  type BankTransferPageResponse,
  toBankTransferResponse,
} from './bank-transfer.dto';
import { PaymentMethod } from './payment.entity';
import { PaymentRepository } from './payment.repository';

/** Reads bank transfers. */
@Injectable()
export class BankTransferQueryService {
  constructor(
    private readonly payments: PaymentRepository,
    private readonly cursors: Cursors,
  ) {}

  /** All bank transfers, newest first. */
  async list(query: BankTransferListQuery): Promise<BankTransferPageResponse> {
    const { status } = query;
    const method = PaymentMethod.bankTransfer;
    const filter = { method, ...(status === undefined ? {} : { status }) };
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.payments.page(filter, query.limit, after);
    const receipts = await this.payments.receipts(page.items.map(({ id }) => id));
    return this.cursors.toPage(page, query, filter, (payment) =>
      toBankTransferResponse(
        payment,
        receipts.filter(({ paymentId }) => paymentId === payment.id),
      ),
    );
  }
}
