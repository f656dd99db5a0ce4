import { type MoneyValue, Money } from '@course-plateform/common/kernel';
import type { CourseOffer } from '@course-plateform/types/course';
import {
  DateTimeField,
  EnumField,
  IdField,
  ListField,
  MoneyDto,
  MoneyField,
  TextField,
  describeEnum,
} from '@course-plateform/types/platform';
import type { Offers } from './offers';

/** What happened to a course since it was put on a list. */
export enum OfferChangeKind {
  priceMoved = 'price_moved',
  notForSale = 'not_for_sale',
  owned = 'owned',
}

describeEnum(OfferChangeKind, {
  price_moved: 'The price is not the one at that time; `previousPrice` is what it was',
  not_for_sale: 'It cannot be bought any more',
  owned: 'The user owns it now',
});

export class OfferChangeResponse {
  @EnumField(OfferChangeKind, 'OfferChangeKind', {
    description: 'What is different from when the course was added',
  })
  kind!: OfferChangeKind;

  @MoneyField({
    optional: true,
    description: 'The price when the course was added; only with `price_moved`',
  })
  previousPrice?: MoneyDto;
}

/** A course on a list of a user, as it is offered now. */
export class OfferItemResponse {
  @IdField({ description: 'The course' })
  courseId!: string;

  @TextField({
    example: 'Complete Web Development',
    description:
      'As in the newest publication; the title at the time it was added when it is not offered any more',
  })
  title!: string;

  @TextField({
    example: 'complete-web-development',
    description: 'Names the course in addresses (`GET /courses/{id}`)',
  })
  slug!: string;

  @MoneyField({
    nullable: true,
    description: 'The price before any reduction; null when it cannot be bought',
  })
  listPrice!: MoneyDto | null;

  @MoneyField({ nullable: true, description: 'The price now; null when it cannot be bought' })
  price!: MoneyDto | null;

  @DateTimeField({
    nullable: true,
    description: 'When the sale price does not hold any more; null without a sale',
  })
  saleEndsAt!: string | null;

  @ListField(() => OfferChangeResponse, {
    description: 'What is different from when the course was added; empty when nothing is',
  })
  changes!: OfferChangeResponse[];

  @DateTimeField({ description: 'When the user added the course' })
  addedAt!: string;
}

/** What a list remembers of a course from the time it was added. */
export interface RememberedOffer {
  readonly courseId: string;
  readonly title: string;
  readonly slug: string;
  readonly price: MoneyValue;
  readonly addedAt: Date;
}

export function toOfferItemResponse(item: RememberedOffer, offers: Offers): OfferItemResponse {
  const offer = offers.courses.get(item.courseId);
  const current = offer?.forSale ? offer : undefined;
  return {
    courseId: item.courseId,
    title: offer?.title ?? item.title,
    slug: offer?.slug ?? item.slug,
    ...pricesOf(current),
    changes: changesOf(item, current, offers.owned.has(item.courseId)),
    addedAt: item.addedAt.toISOString(),
  };
}

function pricesOf(
  current: CourseOffer | undefined,
): Pick<OfferItemResponse, 'listPrice' | 'price' | 'saleEndsAt'> {
  if (!current) return { listPrice: null, price: null, saleEndsAt: null };
  const { listPrice, price, saleEndsAt = null } = current;
  return { listPrice, price, saleEndsAt };
}

function changesOf(
  item: RememberedOffer,
  current: CourseOffer | undefined,
  owned: boolean,
): OfferChangeResponse[] {
  const changes: OfferChangeResponse[] = [];
  if (owned) changes.push({ kind: OfferChangeKind.owned });
  if (!current) changes.push({ kind: OfferChangeKind.notForSale });
  else if (!Money.from(item.price).equals(current.price)) {
    changes.push({ kind: OfferChangeKind.priceMoved, previousPrice: { ...item.price } });
  }
  return changes;
}
