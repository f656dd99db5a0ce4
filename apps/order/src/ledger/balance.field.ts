import { CurrencyField, IntegerField, ObjectField } from '@course-plateform/types/platform';

const { MAX_SAFE_INTEGER } = Number;

/** An amount of money that may be negative. */
export class BalanceDto {
  @IntegerField({
    min: -MAX_SAFE_INTEGER,
    description: 'In whole minor units of the currency; negative for what is owed the other way',
    example: 1999,
  })
  amountMinor!: number;

  @CurrencyField({ description: 'ISO 4217 code' })
  currency!: string;
}

/** An amount of money that may be negative. */
export function BalanceField(options: { readonly description: string }): PropertyDecorator {
  return ObjectField(() => BalanceDto, options);
}
