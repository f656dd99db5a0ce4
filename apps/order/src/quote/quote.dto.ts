import {
  DateTimeField,
  EnumField,
  IdField,
  IdListField,
  IntegerField,
  ListField,
  MoneyDto,
  MoneyField,
  TextField,
} from '@course-plateform/types/platform';
import { PricingRule, type Quote, type QuoteLine } from './quote.entity';

/** The most courses of one purchase; as many as fit into a cart. */
const MOST_COURSES = 50;

export class QuoteCreateDto {
  @IdListField({
    maxItems: MOST_COURSES,
    optional: true,
    description: 'The courses to buy; what is in the cart when left out',
  })
  courseIds?: string[];
}

export class PricingStepResponse {
  @EnumField(PricingRule, 'PricingRule')
  rule!: PricingRule;

  @IntegerField({
    min: -1_000_000_000_000,
    max: 1_000_000_000_000,
    example: -500,
    description: 'What the rule added, in minor units; negative for a reduction',
  })
  changeMinor!: number;

  @MoneyField({ description: 'The price after the rule' })
  amount!: MoneyDto;
}

export class QuoteLineResponse {
  @IdField()
  courseId!: string;

  @TextField({ example: 'Complete Web Development' })
  title!: string;

  @TextField({ example: 'complete-web-development' })
  slug!: string;

  @IdField()
  instructorId!: string;

  @IntegerField({ min: 1, description: 'The publication that will be bought' })
  publication!: number;

  @MoneyField()
  listPrice!: MoneyDto;

  @MoneyField({ description: 'What the course costs the buyer' })
  price!: MoneyDto;

  @ListField(() => PricingStepResponse, { description: 'How the price came about' })
  explain!: PricingStepResponse[];
}

export class QuoteResponse {
  @IdField()
  id!: string;

  @ListField(() => QuoteLineResponse, { minItems: 1, maxItems: MOST_COURSES })
  lines!: QuoteLineResponse[];

  @MoneyField()
  total!: MoneyDto;

  @DateTimeField({ description: 'Until when the prices hold' })
  expiresAt!: string;

  @IdField({ nullable: true, description: 'The order that was made from it' })
  orderId!: string | null;

  @DateTimeField()
  createdAt!: string;
}

export function toQuoteResponse(quote: Quote): QuoteResponse {
  return {
    id: quote.id,
    lines: quote.lines.map(toQuoteLineResponse),
    total: quote.total.toJSON(),
    expiresAt: quote.expiresAt.toISOString(),
    orderId: quote.orderId,
    createdAt: quote.createdAt.toISOString(),
  };
}

function toQuoteLineResponse(line: QuoteLine): QuoteLineResponse {
  return { ...line, explain: line.explain.map((step) => ({ ...step })) };
}
