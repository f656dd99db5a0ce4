import { PartialType, PickType } from '@nestjs/swagger';
import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  BooleanField,
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  KindField,
  MoneyDto,
  MoneyField,
  ObjectField,
  OneOf,
  TextField,
} from '@course-plateform/types/platform';
import { CouponDiscount } from '../coupon-kinds/registry';
import type { Coupon } from './coupon.entity';
import { CouponScope } from './coupon.state';

const MOST_USES = 1_000_000;
const CODE = { max: 40, description: 'What buyers type; capitals make no difference' };

export class SiteScopeDto {
  @KindField(CouponScope.site)
  kind!: CouponScope.site;
}

export class InstructorScopeDto {
  @KindField(CouponScope.instructor)
  kind!: CouponScope.instructor;

  @IdField({ optional: true, description: 'Whose courses; yours when left out. Admins name any' })
  instructorId?: string;
}

export class CourseScopeDto {
  @KindField(CouponScope.course)
  kind!: CouponScope.course;

  @IdField({ description: 'The course it is for; one of yours, unless you are an admin' })
  courseId!: string;
}

/** Which courses a coupon is for, when it is created. */
export const CouponScopeDto = OneOf(
  'CouponScopeDto',
  'kind',
  {
    [CouponScope.site]: SiteScopeDto,
    [CouponScope.instructor]: InstructorScopeDto,
    [CouponScope.course]: CourseScopeDto,
  },
  'Which courses the coupon is for, by `kind`',
);
export type CouponScopeDto = InstanceType<typeof CouponScopeDto>;

class CouponTermsDto {
  @TextField({
    max: 100,
    optional: true,
    nullable: true,
    example: 'Spring newsletter',
    description: 'A name for you; buyers do not see it',
  })
  label?: string | null;

  @DateTimeField({ optional: true, description: 'From when it can be used; now when left out' })
  startsAt?: string;

  @DateTimeField({
    optional: true,
    nullable: true,
    description: 'The first moment at which it cannot be used any more; null for no end',
    example: '2026-03-01T00:00:00.000Z',
  })
  endsAt?: string | null;

  @IntegerField({
    ...{ min: 1, max: MOST_USES, optional: true, nullable: true, example: 100 },
    description: 'How many orders may use it; null for any number',
  })
  totalLimit?: number | null;

  @IntegerField({
    ...{ min: 1, max: MOST_USES, optional: true, nullable: true, example: 1 },
    description: 'How many orders of one user may use it; null for any number',
  })
  perUserLimit?: number | null;

  @MoneyField({
    optional: true,
    nullable: true,
    description:
      'What the covered courses must cost together, before the coupon; null for any price',
  })
  minimumSpend?: MoneyDto | null;

  @BooleanField({
    optional: true,
    example: false,
    description: 'Whether it is only for users who have not purchased yet; false when left out',
  })
  firstPurchaseOnly?: boolean;

  @BooleanField({
    optional: true,
    example: false,
    description:
      'Whether it is taken off sale prices. Otherwise, and when left out, a buyer pays the lower of the sale price and the list price less the coupon',
  })
  combinesWithSale?: boolean;
}

class CouponKindDto extends CouponTermsDto {
  @ObjectField(() => CouponDiscount)
  discount!: CouponDiscount;

  @ObjectField(() => CouponScopeDto)
  scope!: CouponScopeDto;
}

export class CouponCreateDto extends CouponKindDto {
  @TextField({ ...CODE, min: 3, pattern: /^[A-Za-z0-9][A-Za-z0-9_-]*$/, example: 'SPRING25' })
  code!: string;
}

export class CouponUpdateDto extends PartialType(
  PickType(CouponTermsDto, [
    'label',
    'startsAt',
    'endsAt',
    'totalLimit',
    'perUserLimit',
    'minimumSpend',
    'firstPurchaseOnly',
    'combinesWithSale',
  ]),
  { skipNullProperties: false },
) {}

export class CouponBatchCreateDto extends CouponKindDto {
  @IntegerField({ min: 1, max: 1000, example: 100, description: 'How many codes to generate' })
  count!: number;

  @TextField({
    max: 20,
    optional: true,
    pattern: /^[A-Za-z0-9][A-Za-z0-9_-]*$/,
    example: 'SPRING',
    description: 'What every code begins with, before a hyphen',
  })
  prefix?: string;
}

export class CouponBatchResponse {
  @IdField({ description: 'The batch; its codes are at `GET /coupons/batches/{id}/codes`' })
  id!: string;

  @IntegerField({ min: 1, example: 100, description: 'How many codes were generated' })
  count!: number;
}

export class CouponListQuery extends CursorQuery {
  @IdField({ optional: true, description: 'Only coupons of this batch' })
  batchId?: string;
}

export class CouponResponse {
  @IdField()
  id!: string;

  @IntegerField({ min: 1, description: 'Grows with each change and each use; also the ETag' })
  version!: number;

  @TextField({ ...CODE, example: 'SPRING25' })
  code!: string;

  @TextField({ max: 100, nullable: true, example: 'Spring newsletter', description: 'Its name' })
  label!: string | null;

  @ObjectField(() => CouponDiscount)
  discount!: CouponDiscount;

  @EnumField(CouponScope, 'CouponScope', { description: 'Which courses it is for' })
  scope!: CouponScope;

  @IdField({ nullable: true, description: 'The course it is for; null for several' })
  courseId!: string | null;

  @IdField({
    nullable: true,
    description: 'The instructor whose courses it is for; null for a coupon of the site',
  })
  instructorId!: string | null;

  @IdField({ nullable: true, description: 'The batch it was generated in; null for a chosen code' })
  batchId!: string | null;

  @DateTimeField({ description: 'From when it can be used' })
  startsAt!: string;

  @DateTimeField({
    nullable: true,
    description: 'The first moment at which it cannot be used any more; null for no end',
    example: '2026-03-01T00:00:00.000Z',
  })
  endsAt!: string | null;

  @IntegerField({
    ...{ min: 1, max: MOST_USES, nullable: true, example: 100 },
    description: 'How many orders may use it; null for any number',
  })
  totalLimit!: number | null;

  @IntegerField({
    ...{ min: 1, max: MOST_USES, nullable: true, example: 1 },
    description: 'How many orders of one user may use it; null for any number',
  })
  perUserLimit!: number | null;

  @MoneyField({ nullable: true, description: 'What the covered courses must cost together' })
  minimumSpend!: MoneyDto | null;

  @BooleanField({ example: false, description: 'Whether it is for first purchases only' })
  firstPurchaseOnly!: boolean;

  @BooleanField({ example: false, description: 'Whether it is taken off sale prices' })
  combinesWithSale!: boolean;

  @IntegerField({ example: 2, description: 'Uses by orders that wait for their payment' })
  held!: number;

  @IntegerField({ example: 40, description: 'Uses by paid orders' })
  committed!: number;

  @DateTimeField({ nullable: true, description: 'When it was deactivated; null before' })
  deactivatedAt!: string | null;

  @DateTimeField()
  createdAt!: string;

  @DateTimeField()
  updatedAt!: string;
}

export class CouponPageResponse extends CursorPageOf(CouponResponse) {}

export function toCouponResponse(coupon: Coupon): CouponResponse {
  const { id, version, code, label, discount, scope, courseId, ownerId, batchId } = coupon;
  const { totalLimit, perUserLimit, minimumSpend, firstPurchaseOnly, combinesWithSale } = coupon;
  return {
    ...{ id, version, code, label, discount, scope, courseId, batchId },
    instructorId: scope === CouponScope.site ? null : ownerId,
    startsAt: coupon.startsAt.toISOString(),
    endsAt: coupon.endsAt?.toISOString() ?? null,
    ...{ totalLimit, perUserLimit, minimumSpend, firstPurchaseOnly, combinesWithSale },
    held: coupon.held,
    committed: coupon.committed,
    deactivatedAt: coupon.deactivatedAt?.toISOString() ?? null,
    createdAt: coupon.createdAt.toISOString(),
    updatedAt: coupon.updatedAt.toISOString(),
  };
}
