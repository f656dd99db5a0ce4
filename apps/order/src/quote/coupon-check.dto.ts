import { BooleanField, EnumField, IdListField, TextField } from '@course-plateform/types/platform';
import { CouponReason } from '../coupon/coupon.state';

export class CouponCheckCreateDto {
  @TextField({
    max: 100,
    example: 'SPRING25',
    description: 'The code; capitals, blanks and kinds of dashes make no difference',
  })
  code!: string;

  @IdListField({
    maxItems: 50,
    optional: true,
    description: 'The courses to buy; those in your cart when left out',
  })
  courseIds?: string[];
}

export class CouponCheckResponse {
  @BooleanField({ example: false, description: 'Whether a quote with the coupon is possible now' })
  usable!: boolean;

  @EnumField(CouponReason, 'CouponReason', {
    nullable: true,
    description: 'Why it cannot be used; null when it can',
  })
  reason!: CouponReason | null;
}
