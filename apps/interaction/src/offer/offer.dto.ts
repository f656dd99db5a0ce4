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
} from '@course-plateform/types/platform';
import type { Offers } from './offers';

/** What happened to a course since it was put on a list. */
export enum OfferChangeKind {
  priceMoved = 'price_moved',
  notForSale = 'not_for_sale',
  owned = 'owned',
}

export class OfferChangeResponse {
  @EnumField(OfferChangeKind, 'OfferChangeKind')
  kind!: OfferChangeKind;

  @MoneyField({ optional: true, description: 'Only with price_moved: what it cost then' })
  previousPrice?: MoneyDto;
}

/** A course on a list of somebody, as it is offered now. */
export class OfferItemResponse {
  @IdField()
  courseId!: string;

  @TextField({ example: 'Complete Web Development' })
  title!: string;

  @TextField({ example: 'complete-web-development' })
  slug!: string;

  @MoneyField({
    nullable: true,
    description: 'Before any reduction; null when it cannot be bought',
  })
  listPrice!: MoneyDto | null;

  @MoneyField({ nullable: true, description: 'What it costs now; null when it cannot be bought' })
  price!: MoneyDto | null;

  @ListField(() => OfferChangeResponse, { description: 'What happened since it was put here' })
  changes!: OfferChangeResponse[];

  @DateTimeField()
  addedAt!: string;
}

/** What a list remembers of a course from the moment it was put there. */
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
    listPrice: current?.listPrice ?? null,
    price: current?.price ?? null,
    changes: changesOf(item, current, offers.owned.has(item.courseId)),
    addedAt: item.addedAt.toISOString(),
  };
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
