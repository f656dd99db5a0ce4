import { Money } from '@course-plateform/common/kernel';
import {
  CountryField,
  DateTimeField,
  EnumField,
  IdField,
  IdListField,
  IntegerField,
  ListField,
  MoneyDto,
  MoneyField,
  NumberField,
  ObjectField,
  TextField,
} from '@course-plateform/types/platform';
import { TaxRateResponse } from '../tax/tax.dto';
import { CouponOutcome } from './coupon-outcome';
import { PricingRule, type Quote, type QuoteLine } from './quote.entity';

/** The most courses of one purchase; as many as fit into a cart. */
const MOST_COURSES = 50;

export class QuoteCreateDto {
  @IdListField({
    maxItems: MOST_COURSES,
    optional: true,
    description: 'The courses to buy; those in your cart when left out',
  })
  courseIds?: string[];

  @TextField({
    max: 100,
    optional: true,
    example: 'SPRING25',
    description: 'A coupon to use; capitals, blanks and kinds of dashes make no difference',
  })
  couponCode?: string;

  @CountryField({
    optional: true,
    description:
      'Where you are: the taxes of that country apply. When left out, those apply that are for every other country',
  })
  country?: string;
}

export class PricingTaxResponse {
  @ObjectField(() => TaxRateResponse, { description: 'The tax that applies' })
  rate!: TaxRateResponse;

  @MoneyField({ description: 'What it is calculated from: the price after all reductions' })
  base!: MoneyDto;

  @MoneyField({ description: 'The tax of this line' })
  amount!: MoneyDto;

  @NumberField({
    min: -1_000,
    max: 1_000,
    example: -0.4,
    description:
      'What rounding the tax of the whole purchase and splitting it over the lines added to the exact tax of this one, in minor units',
  })
  rounding!: number;
}

export class PricingStepResponse {
  @EnumField(PricingRule, 'PricingRule', { description: 'What changed the price' })
  rule!: PricingRule;

  @IntegerField({
    min: -1_000_000_000_000,
    max: 1_000_000_000_000,
    example: -500,
    description: 'What the rule added, in minor units of the currency; negative for a reduction',
  })
  changeMinor!: number;

  @MoneyField({ description: 'The price after the rule' })
  amount!: MoneyDto;

  @EnumField(CouponOutcome, 'CouponOutcome', {
    optional: true,
    description: 'What became of the coupon on this line; only with the rule `coupon`',
  })
  outcome?: CouponOutcome;

  @ObjectField(() => PricingTaxResponse, {
    optional: true,
    description: 'How the tax was calculated; only with the rule `tax`, when there is one',
  })
  tax?: PricingTaxResponse;
}

export class QuoteLineResponse {
  @IdField({ description: 'The course to buy' })
  courseId!: string;

  @TextField({ example: 'Complete Web Development', description: 'The title of the course' })
  title!: string;

  @TextField({
    example: 'complete-web-development',
    description: 'Names the course in addresses (`GET /courses/{id}`)',
  })
  slug!: string;

  @IdField({ description: 'The instructor who owns the course' })
  instructorId!: string;

  @IntegerField({ min: 1, description: 'The number of the publication that would be bought' })
  publication!: number;

  @MoneyField({ description: 'The price before any reduction' })
  listPrice!: MoneyDto;

  @MoneyField({ description: 'What the buyer would pay for the course' })
  price!: MoneyDto;

  @MoneyField({ description: 'What the coupon takes off, before tax; 0 without one' })
  couponDiscount!: MoneyDto;

  @MoneyField({ description: 'The tax in the price; 0 without one' })
  tax!: MoneyDto;

  @ListField(() => PricingStepResponse, { description: 'How the price came about, step by step' })
  explain!: PricingStepResponse[];
}

export class QuoteResponse {
  @IdField()
  id!: string;

  @ListField(() => QuoteLineResponse, {
    minItems: 1,
    maxItems: MOST_COURSES,
    description: 'One for each course',
  })
  lines!: QuoteLineResponse[];

  @MoneyField({ description: 'The prices of all lines together, taxes included' })
  total!: MoneyDto;

  @MoneyField({ description: 'The tax in the total; 0 without one' })
  tax!: MoneyDto;

  @ObjectField(() => TaxRateResponse, {
    nullable: true,
    description: 'The tax that applies; null when there is none',
  })
  taxRate!: TaxRateResponse | null;

  @CountryField({ nullable: true, description: 'Where you said you are; null when you did not' })
  country!: string | null;

  @TextField({
    nullable: true,
    example: 'SPRING25',
    description: 'The coupon that lowered the prices; null when none did',
  })
  couponCode!: string | null;

  @DateTimeField({
    description: 'Until when the prices are guaranteed and an order can be placed',
    example: '2026-01-31T12:15:00.000Z',
  })
  expiresAt!: string;

  @IdField({ nullable: true, description: 'The order that was placed from it; null before' })
  orderId!: string | null;

  @DateTimeField()
  createdAt!: string;
}

export function toQuoteResponse(quote: Quote): QuoteResponse {
  return {
    id: quote.id,
    lines: quote.lines.map(toQuoteLineResponse),
    total: quote.total.toJSON(),
    tax: taxOf(quote).toJSON(),
    taxRate: quote.taxRate,
    country: quote.country,
    couponCode: quote.couponCode,
    expiresAt: quote.expiresAt.toISOString(),
    orderId: quote.orderId,
    createdAt: quote.createdAt.toISOString(),
  };
}

function taxOf({ lines, currency }: Quote): Money {
  const taxes = lines.map(({ tax }) => tax?.amountMinor ?? 0);
  return Money.of(
    taxes.reduce((sum, tax) => sum + tax, 0),
    currency,
  );
}

function toQuoteLineResponse(line: QuoteLine): QuoteLineResponse {
  const zero = Money.zero(line.price.currency).toJSON();
  const { couponDiscount = zero, tax = zero } = line;
  return { ...line, couponDiscount, tax, explain: line.explain.map((step) => ({ ...step })) };
}
