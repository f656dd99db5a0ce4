// The course, interaction and progress programs of framework-purchase.ts.
import { EntityManager as MongoEntityManager } from '@mikro-orm/mongodb';
import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Controller, Get, Injectable, Param, ParseUUIDPipe, Put, Query, Req } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { FastifyRequest } from 'fastify';
import {
  Cart,
  CartItem,
  CatalogEntry,
  CoursePublication,
  CurriculumSnapshot,
  Enrollment,
  OrderLineGrant,
} from './framework-course-entities';
import { PRICE } from './framework-entities';
import { type LinePayload, OutboxMessage } from './framework-message-entities';
import { type CourseRequest, OFFERS, OWNED, Upstream } from './framework-requests';
import { callerOf } from './framework-writes';

@Controller()
export class CourseController {
  constructor(private readonly em: MongoEntityManager) {}

  @MessagePattern(OFFERS)
  offers(@Payload() { courseIds }: CourseRequest) {
    return this.em.fork().find(CatalogEntry, { _id: { $in: [...courseIds] } });
  }
}

@Controller('api/v1')
export class CartController {
  constructor(
    private readonly em: EntityManager,
    private readonly upstream: Upstream,
  ) {}

  @Put('cart/items/:id')
  async addItem(@Req() request: FastifyRequest, @Param('id', ParseUUIDPipe) courseId: string) {
    const id = callerOf(request);
    await this.upstream.offersFor({ buyerId: id, courseIds: [courseId] });
    await this.em.fork().transactional(async (em) => {
      await em.createQueryBuilder(Cart).insert({ id }).onConflict().ignore().execute();
      await em.findOneOrFail(Cart, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
      await em.find(CartItem, { cartId: id });
      em.persist(new CartItem(id, courseId));
    });
    return { courseId, price: PRICE };
  }
}

@Injectable()
export class CartService {
  /** What was bought leaves the cart. */
  async removeItem(em: EntityManager, { userId, courseId }: LinePayload): Promise<void> {
    await em.nativeDelete(CartItem, { cartId: userId, courseId });
  }
}

@Controller('api/v1')
export class EnrollmentController {
  constructor(private readonly em: EntityManager) {}

  @Get('enrollments')
  async list(@Req() request: FastifyRequest, @Query('courseId', ParseUUIDPipe) courseId: string) {
    const items = await this.em.fork().find(Enrollment, { userId: callerOf(request), courseId });
    return { items };
  }

  @MessagePattern(OWNED)
  owned(@Payload() { buyerId, courseIds }: CourseRequest) {
    return this.em.fork().find(Enrollment, { userId: buyerId, courseId: { $in: [...courseIds] } });
  }
}

@Injectable()
export class EnrollmentService {
  /** Enrolls the buyer of a line. */
  async grant(em: EntityManager, payload: LinePayload): Promise<void> {
    const { orderId, lineId: orderLineId, courseId, userId } = payload;
    const forUpdate = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
    const granting = em.createQueryBuilder(OrderLineGrant).insert({ orderId, orderLineId });
    await granting.onConflict().ignore().execute();
    const grant = await em.findOneOrFail(OrderLineGrant, { orderLineId }, forUpdate);
    await em.findOne(Enrollment, { userId, courseId }, forUpdate);
    await em.findOne(CoursePublication, { courseId });
    const enrollment = new Enrollment(userId, courseId);
    em.persist(enrollment);
    grant.enrollmentId = enrollment.id;
    const snapshot = { courseId, publication: 1, lessons: [] };
    const keeping = em.createQueryBuilder(CurriculumSnapshot).insert(snapshot);
    await keeping.onConflict().ignore().execute();
    const forShare = { lockMode: LockMode.PESSIMISTIC_READ } as const;
    await em.findOne(CurriculumSnapshot, { courseId }, forShare);
    const granted = { ...payload, id: enrollment.id, version: 1 };
    em.persist(new OutboxMessage('bare.progress.granted', granted));
  }
}
