import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock, Money } from '@course-plateform/common/kernel';
import { UnitOfWork, orWhenDuplicate } from '@course-plateform/common/persistence';
import type { Payment } from '../payment/payment.entity';
import { Settlement } from '../payment/settlement.service';
import { BankTransferProvider } from '../payment-providers/bank-transfer/bank-transfer.provider';
import {
  type BankTransferResponse,
  type ConfirmationCreateDto,
  toBankTransferResponse,
} from './bank-receipt.dto';
import {
  BankReceipt,
  ONE_RECEIPT_PER_BANK_REFERENCE,
  ONE_RECEIPT_PER_SAME_REFERENCE,
} from './bank-receipt.entity';
import {
  BankTransferNotFound,
  PaymentAmountInvalid,
  PaymentCurrencyMismatch,
  PaymentDuplicateReceipt,
} from './bank-receipt.errors';
import { BankReceiptRepository } from './bank-receipt.repository';

/** Takes in what arrives on the bank account. */
@Injectable()
export class BankReceiptService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly provider: BankTransferProvider,
    private readonly settlement: Settlement,
    private readonly receipts: BankReceiptRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Assigns a line of the bank statement to a bank transfer. With it the order is paid once the whole amount is there.
   * @throws BankTransferNotFound, PaymentDuplicateReceipt, PaymentCurrencyMismatch, PaymentAmountInvalid
   */
  confirm(caller: Caller, id: string, dto: ConfirmationCreateDto): Promise<BankTransferResponse> {
    const confirmed = this.unitOfWork.run(
      async (em) => {
        const locked = await this.settlement.lock(em, id, this.provider.method);
        if (!locked) throw new BankTransferNotFound();
        const { payment } = locked;
        const amount = amountFor(payment, Money.from(dto.receivedAmount));
        const { bankReference } = dto;
        const rest = { confirmedBy: caller.userId, now: this.clock.now() };
        const receipt = new BankReceipt({ paymentId: id, amount, bankReference, ...rest });
        em.persist(receipt);
        const line = { reference: payment.reference, amount };
        const { received } = this.provider.parseNotification(line);
        await this.settlement.receive(em, locked, received);
        return { payment, receipt };
      },
      async ({ payment, receipt }) => {
        const isFirst = payment.receivedMinor === receipt.amountMinor;
        return toBankTransferResponse(payment, isFirst ? [receipt] : await this.receipts.of([id]));
      },
    );
    return orWhenDuplicate(confirmed, {
      [ONE_RECEIPT_PER_BANK_REFERENCE]: () => new PaymentDuplicateReceipt(),
      [ONE_RECEIPT_PER_SAME_REFERENCE]: () => new PaymentDuplicateReceipt(),
    });
  }
}

/** @throws PaymentCurrencyMismatch, PaymentAmountInvalid */
function amountFor(payment: Payment, amount: Money): Money {
  if (amount.currency !== payment.currency) {
    throw new PaymentCurrencyMismatch({
      params: { expected: payment.currency, given: amount.currency },
    });
  }
  if (amount.isZero()) throw new PaymentAmountInvalid();
  return amount;
}
