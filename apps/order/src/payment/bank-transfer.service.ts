import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock, Money } from '@course-plateform/common/kernel';
import { UnitOfWork, orWhenDuplicate } from '@course-plateform/common/persistence';
import { OrderLifecycle } from '../order/order-lifecycle.service';
import type { Order } from '../order/order.entity';
import { Transaction, TransactionKind } from '../transaction/transaction.entity';
import {
  BankReceipt,
  ONE_RECEIPT_PER_BANK_REFERENCE,
  ONE_RECEIPT_PER_SAME_REFERENCE,
} from './bank-receipt.entity';
import {
  type BankTransferResponse,
  type ConfirmationCreateDto,
  toBankTransferResponse,
} from './bank-transfer.dto';
import { type Payment, PaymentMethod } from './payment.entity';
import {
  BankTransferNotFound,
  PaymentAmountInvalid,
  PaymentCurrencyMismatch,
  PaymentDuplicateReceipt,
} from './payment.errors';
import { PaymentRepository } from './payment.repository';

/** Takes in what arrives on the bank account. */
@Injectable()
export class BankTransferService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lifecycle: OrderLifecycle,
    private readonly payments: PaymentRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Assigns a line of the bank statement to a bank transfer. With it the order is paid once the whole amount is
   * there: order, payment, transaction and fact in one commit.
   * @throws BankTransferNotFound, PaymentDuplicateReceipt, PaymentCurrencyMismatch, PaymentAmountInvalid
   */
  confirm(caller: Caller, id: string, dto: ConfirmationCreateDto): Promise<BankTransferResponse> {
    const confirmed = this.unitOfWork.run(
      async (em) => {
        const { payment, order } = await this.locked(em, id);
        const amount = amountFor(payment, Money.from(dto.receivedAmount));
        const receipt = new BankReceipt({
          paymentId: id,
          amount,
          bankReference: dto.bankReference,
          confirmedBy: caller.userId,
          now: this.clock.now(),
        });
        em.persist(receipt);
        await this.receive(em, order, payment, amount);
        return payment;
      },
      async (payment) => toBankTransferResponse(payment, await this.payments.receipts([id])),
    );
    return orWhenDuplicate(confirmed, {
      [ONE_RECEIPT_PER_BANK_REFERENCE]: () => new PaymentDuplicateReceipt(),
      [ONE_RECEIPT_PER_SAME_REFERENCE]: () => new PaymentDuplicateReceipt(),
    });
  }

  /** The order is locked before the payment is read, so that nobody ends or pays it meanwhile. */
  private async locked(em: EntityManager, id: string): Promise<{ payment: Payment; order: Order }> {
    const payment = await this.payments.find(id, PaymentMethod.bankTransfer);
    const order = payment && (await this.lifecycle.lock(em, payment.orderId));
    if (!payment || !order) throw new BankTransferNotFound();
    await em.refresh(payment);
    return { payment, order };
  }

  private async receive(
    em: EntityManager,
    order: Order,
    payment: Payment,
    amount: Money,
  ): Promise<void> {
    const now = this.clock.now();
    // Its time may be up though no job has ended it yet: the clock decides, not the job.
    if (order.isOverdue(now)) await this.lifecycle.expire(em, order);
    if (!payment.receive(amount, order.isAwaitingPayment(now), now)) return;
    await this.lifecycle.pay(em, order, payment);
    em.persist(new Transaction({ kind: TransactionKind.charge, payment, now }));
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
