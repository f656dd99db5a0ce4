// What the programs of framework-purchase.ts keep beside orders: the catalog, carts and enrollments.
import { randomUUID } from 'node:crypto';
import { BigIntType } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { PRICE } from './framework-entities';

/** A document of the course service, in MongoDB. */
@Entity({ collection: 'catalog_entry' })
export class CatalogEntry {
  @PrimaryKey({ type: 'string' })
  _id!: string;

  @Property({ type: 'string' })
  title!: string;

  @Property({ type: 'string' })
  slug!: string;

  @Property({ type: 'boolean' })
  visible!: boolean;

  @Property({ type: 'integer' })
  publication!: number;

  @Property({ type: 'string' })
  instructorId!: string;

  @Property({ type: 'json' })
  listPrice!: object;

  @Property({ type: 'integer' })
  priceMinor!: number;

  @Property({ type: 'string' })
  currency!: string;

  @Property({ type: 'string', lazy: true })
  description!: string;

  @Property({ type: 'json', lazy: true })
  words!: object;
}

@Entity({ tableName: 'cart' })
export class Cart {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
}

@Entity({ tableName: 'cart_item' })
export class CartItem {
  @PrimaryKey({ type: 'uuid' })
  id: string = randomUUID();

  @Property({ type: 'uuid' })
  cartId: string;

  @Property({ type: 'uuid' })
  courseId: string;

  @Property({ type: 'text' })
  title: string = 'A course';

  @Property({ type: 'text' })
  slug: string = 'a-course';

  @Property({ type: new BigIntType('number') })
  priceMinor: number = PRICE.amountMinor;

  @Property({ type: 'text' })
  currency: string = PRICE.currency;

  @Property({ type: 'datetime' })
  addedAt: Date = new Date();

  constructor(cartId: string, courseId: string) {
    this.cartId = cartId;
    this.courseId = courseId;
  }
}

@Entity({ tableName: 'enrollment' })
export class Enrollment {
  @PrimaryKey({ type: 'uuid' })
  id: string = randomUUID();

  @Property({ type: 'integer', version: true })
  version!: number;

  @Property({ type: 'datetime' })
  createdAt: Date = new Date();

  @Property({ type: 'datetime' })
  updatedAt: Date = new Date();

  @Property({ type: 'uuid' })
  userId: string;

  @Property({ type: 'uuid' })
  courseId: string;

  @Property({ type: 'integer' })
  publication: number = 1;

  @Property({ type: 'text' })
  status: string = 'active';

  @Property({ type: 'double' })
  percent: number = 0;

  constructor(userId: string, courseId: string) {
    this.userId = userId;
    this.courseId = courseId;
  }
}

@Entity({ tableName: 'order_line_grant' })
export class OrderLineGrant {
  @PrimaryKey({ type: 'uuid' })
  orderLineId!: string;

  @Property({ type: 'uuid' })
  orderId!: string;

  @Property({ type: 'uuid', nullable: true })
  enrollmentId: string | null = null;
}

@Entity({ tableName: 'course_publication' })
export class CoursePublication {
  @PrimaryKey({ type: 'uuid' })
  courseId!: string;

  @Property({ type: 'integer' })
  newest!: number;
}

@Entity({ tableName: 'curriculum_snapshot' })
export class CurriculumSnapshot {
  @PrimaryKey({ type: 'uuid' })
  courseId!: string;

  @PrimaryKey({ type: 'integer' })
  publication!: number;

  @Property({ type: 'json' })
  lessons: readonly object[] = [];
}
