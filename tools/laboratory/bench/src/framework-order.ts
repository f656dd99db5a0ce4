// The order program of framework-purchase.ts.
import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Body, Controller, Injectable, Param, ParseUUIDPipe, Post, Req } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsString,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import type { FastifyRequest } from 'fastify';
import {
  BANK_ACCOUNT,
  BankReceipt,
  Order,
  OrderLine,
  PRICE,
  Payment,
  Quote,
  Transaction,
} from './framework-entities';
import { type EventPayload, type LinePayload, OutboxMessage } from './framework-message-entities';
import { Upstream } from './framework-requests';
import { IdempotentWrites } from './framework-writes';

class QuoteCreateDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  courseIds!: string[];
}

class OrderCreateDto {
  @IsUUID()
  quoteId!: string;
}

class PaymentCreateDto {
  @IsString()
  method!: string;
}

class MoneyDto {
  @IsInt()
  amountMinor!: number;

  @IsString()
  currency!: string;
}

class ConfirmationDto {
  @ValidateNested()
  @Type(() => MoneyDto)
  receivedAmount!: MoneyDto;

  @IsString()
  bankReference!: string;
}

@Injectable()
export class OrderService {
  async createQuote(em: EntityManager, buyerId: string, courseIds: string[]): Promise<object> {
    const course = { title: 'A course', slug: 'a-course' };
    const quote = new Quote(
      buyerId,
      courseIds.map((courseId) => ({ courseId, ...course })),
    );
    em.persist(quote);
    return { id: quote.id, lines: quote.lines, total: PRICE };
  }

  async createOrder(em: EntityManager, quoteId: string): Promise<object> {
    const quote = await em.findOneOrFail(Quote, quoteId);
    const order = new Order(quote);
    quote.orderId = order.id;
    em.persist(order);
    publish(em, 'bare.order.created', { id: order.id, version: 1, orderId: order.id });
    const lines = order.lines.getItems().map(lineResponse);
    return { id: order.id, quoteId, status: order.status, lines, total: PRICE };
  }

  async createPayment(em: EntityManager, orderId: string, method: string): Promise<object> {
    const order = await lockOrder(em, orderId);
    const last = await em.findOne(Payment, { orderId }, { orderBy: { number: 'desc' } });
    const payment = new Payment(order, (last?.number ?? 0) + 1, method);
    em.persist(payment);
    const { id, status } = payment;
    return { id, orderId, amount: PRICE, status, details: BANK_ACCOUNT };
  }

  async confirm(em: EntityManager, id: string, confirmation: ConfirmationDto & { by: string }) {
    const payment = await em.findOneOrFail(Payment, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const { orderId } = payment;
    const order = await lockOrder(em, orderId);
    em.persist(new BankReceipt(payment, confirmation.bankReference, confirmation.by));
    em.persist(new Transaction(payment));
    const now = new Date();
    Object.assign(order, { status: 'paid', paidAt: now, paidPublishedAt: now, updatedAt: now });
    Object.assign(payment, { status: 'paid', paidAt: now, updatedAt: now });
    payment.receivedMinor = confirmation.receivedAmount.amountMinor;
    for (const line of order.lines) {
      line.status = 'paid';
      const of = { orderId, lineId: line.id, courseId: line.courseId, userId: order.buyerId };
      const payload: LinePayload = { id: orderId, version: 2, ...of };
      publish(em, 'bare.order.paid', payload);
    }
    return { id, orderId, status: payment.status, received: confirmation.receivedAmount };
  }

  /** Notes that the buyer of a line is enrolled. */
  async fulfill(em: EntityManager, { orderId, lineId }: LinePayload): Promise<void> {
    const order = await lockOrder(em, orderId);
    for (const line of order.lines) if (line.id === lineId) line.status = 'fulfilled';
    order.status = 'fulfilled';
    publish(em, 'bare.order.fulfilled', { id: orderId, version: 3, orderId });
  }
}

@Controller('api/v1')
export class OrderController {
  constructor(
    private readonly orders: OrderService,
    private readonly writes: IdempotentWrites,
    private readonly upstream: Upstream,
  ) {}

  @Post('quotes')
  createQuote(@Req() request: FastifyRequest, @Body() { courseIds }: QuoteCreateDto) {
    return this.writes.run(request, {
      before: (buyerId) => this.upstream.offersFor({ buyerId, courseIds }),
      work: (em, buyerId) => this.orders.createQuote(em, buyerId, courseIds),
    });
  }

  @Post('orders')
  createOrder(@Req() request: FastifyRequest, @Body() { quoteId }: OrderCreateDto) {
    return this.writes.run(request, {
      before: (buyerId) => this.upstream.ownedBy({ buyerId, courseIds: [quoteId] }),
      work: (em) => this.orders.createOrder(em, quoteId),
    });
  }

  @Post('orders/:id/payments')
  createPayment(
    @Req() request: FastifyRequest,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { method }: PaymentCreateDto,
  ) {
    return this.writes.run(request, {
      before: (buyerId) => this.upstream.ownedBy({ buyerId, courseIds: [id] }),
      work: (em) => this.orders.createPayment(em, id, method),
    });
  }

  @Post('bank-transfers/:id/confirmations')
  confirm(
    @Req() request: FastifyRequest,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() confirmation: ConfirmationDto,
  ) {
    return this.writes.run(request, {
      work: (em, by) => this.orders.confirm(em, id, { ...confirmation, by }),
    });
  }
}

/** An order with its lines. */
function lockOrder(em: EntityManager, id: string) {
  return em.findOneOrFail(Order, id, {
    populate: ['lines'],
    lockMode: LockMode.PESSIMISTIC_WRITE,
  });
}

function publish(em: EntityManager, subject: string, payload: EventPayload): void {
  em.persist(new OutboxMessage(subject, payload));
}

function lineResponse({ id, courseId, title, slug, status }: OrderLine): object {
  return { id, courseId, title, slug, status, price: PRICE };
}
