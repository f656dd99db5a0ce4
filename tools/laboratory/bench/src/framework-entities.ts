// The tables of a purchase as entities of MikroORM, for the programs of framework-purchase.ts. Only columns that the bare
// program writes or reads as well; no rules, which are what our own entities are about.
import { randomUUID } from 'node:crypto';
import { BigIntType, Collection } from '@mikro-orm/core';
import { Entity, ManyToOne, OneToMany, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

const DAY_MS = 86_400_000;

export const PRICE = { amountMinor: 1999, currency: 'USD' };
export const BANK_ACCOUNT = { accountHolder: 'Bench', iban: 'GB82WEST12345698765432' };
const INSTRUCTOR = randomUUID();

export interface QuotedCourse {
  readonly courseId: string;
  readonly title: string;
  readonly slug: string;
}

abstract class Aggregate {
  @PrimaryKey({ type: 'uuid' })
  id: string = randomUUID();

  @Property({ type: 'integer', version: true })
  version!: number;

  @Property({ type: 'datetime' })
  createdAt: Date = new Date();

  @Property({ type: 'datetime' })
  updatedAt: Date = new Date();
}

@Entity({ tableName: 'quote' })
export class Quote extends Aggregate {
  @Property({ type: 'uuid' })
  buyerId: string;

  @Property({ type: 'json' })
  lines: readonly QuotedCourse[];

  @Property({ type: new BigIntType('number') })
  totalMinor: number = PRICE.amountMinor;

  @Property({ type: 'text' })
  currency: string = PRICE.currency;

  @Property({ type: 'datetime' })
  expiresAt: Date = inDays(1);

  @Property({ type: 'uuid', nullable: true })
  orderId: string | null = null;

  constructor(buyerId: string, lines: readonly QuotedCourse[]) {
    super();
    this.buyerId = buyerId;
    this.lines = lines;
  }
}

@Entity({ tableName: 'order' })
export class Order extends Aggregate {
  @Property({ type: 'uuid' })
  buyerId: string;

  @Property({ type: 'uuid' })
  quoteId: string;

  @Property({ type: 'text' })
  status: string = 'pending_payment';

  @Property({ type: new BigIntType('number') })
  totalMinor: number = PRICE.amountMinor;

  @Property({ type: 'text' })
  currency: string = PRICE.currency;

  @Property({ type: 'datetime' })
  dueAt: Date = inDays(1);

  @Property({ type: 'datetime', nullable: true })
  paidAt: Date | null = null;

  @Property({ type: 'datetime', nullable: true })
  paidPublishedAt: Date | null = null;

  @Property({ type: 'json' })
  history: readonly object[] = [{ status: this.status, at: this.createdAt }];

  @OneToMany({ entity: () => OrderLine, mappedBy: (line: OrderLine) => line.order })
  lines = new Collection<OrderLine>(this);

  constructor(quote: Quote) {
    super();
    this.buyerId = quote.buyerId;
    this.quoteId = quote.id;
    this.lines.add(quote.lines.map((course, position) => new OrderLine(this, position, course)));
  }
}

@Entity({ tableName: 'order_line' })
export class OrderLine {
  @PrimaryKey({ type: 'uuid' })
  id: string = randomUUID();

  @ManyToOne({ entity: () => Order })
  order: Order;

  @Property({ type: 'integer' })
  position: number;

  @Property({ type: 'uuid' })
  buyerId: string;

  @Property({ type: 'text' })
  status: string = 'open';

  @Property({ type: 'uuid' })
  courseId: string;

  @Property({ type: 'integer' })
  publication: number = 1;

  @Property({ type: 'uuid' })
  instructorId: string = INSTRUCTOR;

  @Property({ type: 'text' })
  title: string;

  @Property({ type: 'text' })
  slug: string;

  @Property({ type: new BigIntType('number') })
  listPriceMinor: number = PRICE.amountMinor;

  @Property({ type: new BigIntType('number') })
  priceMinor: number = PRICE.amountMinor;

  @Property({ type: 'text' })
  currency: string = PRICE.currency;

  constructor(order: Order, position: number, course: QuotedCourse) {
    this.order = order;
    this.position = position;
    this.buyerId = order.buyerId;
    this.courseId = course.courseId;
    this.title = course.title;
    this.slug = course.slug;
  }
}

@Entity({ tableName: 'payment' })
export class Payment extends Aggregate {
  @Property({ type: 'uuid' })
  orderId: string;

  @Property({ type: 'integer' })
  number: number;

  @Property({ type: 'uuid' })
  buyerId: string;

  @Property({ type: 'text' })
  status: string = 'open';

  @Property({ type: 'text' })
  method: string;

  @Property({ type: new BigIntType('number') })
  amountMinor: number = PRICE.amountMinor;

  @Property({ type: new BigIntType('number') })
  receivedMinor: number = 0;

  @Property({ type: 'text' })
  currency: string = PRICE.currency;

  @Property({ type: 'text' })
  reference: string = this.id;

  @Property({ type: 'json' })
  bankAccount: object = BANK_ACCOUNT;

  @Property({ type: 'datetime' })
  dueAt: Date = inDays(7);

  @Property({ type: 'datetime', nullable: true })
  paidAt: Date | null = null;

  constructor(order: Order, number: number, method: string) {
    super();
    this.orderId = order.id;
    this.number = number;
    this.buyerId = order.buyerId;
    this.method = method;
  }
}

@Entity({ tableName: 'bank_receipt' })
export class BankReceipt {
  @PrimaryKey({ type: 'uuid' })
  id: string = randomUUID();

  @Property({ type: 'uuid' })
  paymentId: string;

  @Property({ type: 'text' })
  bankReference: string;

  @Property({ type: 'uuid' })
  confirmedBy: string;

  @Property({ type: new BigIntType('number') })
  amountMinor: number = PRICE.amountMinor;

  @Property({ type: 'text' })
  currency: string = PRICE.currency;

  @Property({ type: 'datetime' })
  createdAt: Date = new Date();

  constructor(payment: Payment, bankReference: string, confirmedBy: string) {
    this.paymentId = payment.id;
    this.bankReference = bankReference;
    this.confirmedBy = confirmedBy;
  }
}

@Entity({ tableName: 'transaction' })
export class Transaction {
  @PrimaryKey({ type: 'uuid' })
  id: string = randomUUID();

  @Property({ type: 'text' })
  kind: string = 'charge';

  @Property({ type: 'uuid' })
  userId: string;

  @Property({ type: 'uuid' })
  orderId: string;

  @Property({ type: 'uuid' })
  paymentId: string;

  @Property({ type: 'text' })
  method: string;

  @Property({ type: new BigIntType('number') })
  amountMinor: number = PRICE.amountMinor;

  @Property({ type: 'text' })
  currency: string = PRICE.currency;

  @Property({ type: 'datetime' })
  createdAt: Date = new Date();

  constructor(payment: Payment) {
    this.userId = payment.buyerId;
    this.orderId = payment.orderId;
    this.paymentId = payment.id;
    this.method = payment.method;
  }
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * DAY_MS);
}
