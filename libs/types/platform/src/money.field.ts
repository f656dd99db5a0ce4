import { ValidateBy } from 'class-validator';
import { isCurrency } from '@course-plateform/common/kernel';
import { type FieldOptions, IntegerField, ObjectField, field } from './fields';

/** A currency that `Money` supports, in capitals: class-validator's rule also accepts `usd` and test codes. */
function IsCurrencyInUse(): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && isCurrency(value);
  return ValidateBy({ name: 'isISO4217CurrencyCode', validator: { validate } });
}

/** The code of a currency in use (ISO 4217), in capitals. */
export function CurrencyField(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { example: 'USD', ...options },
    { type: String, minLength: 3, maxLength: 3 },
    IsCurrencyInUse(),
  );
}

/** An amount of money in whole minor units with its ISO 4217 currency. */
export class MoneyDto {
  @IntegerField({
    min: 0,
    max: 1_000_000_000_000,
    description: 'In whole minor units of the currency: 1999 is 19.99 USD, or 1999 JPY',
    example: 1999,
  })
  amountMinor!: number;

  @CurrencyField({
    description:
      'ISO 4217 code; it decides how many decimals the minor unit stands for: 2 for USD, 0 for JPY, 3 for KWD',
  })
  currency!: string;
}

/** An amount of money. */
export function MoneyField(options: FieldOptions = {}): PropertyDecorator {
  return ObjectField(() => MoneyDto, options);
}
