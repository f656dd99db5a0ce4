import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { type FieldOptions, TextField } from '@course-plateform/types/platform';
import { isVatIdOf, normalVatId } from './vat-id';

/**
 * The VAT id of a company in the country that the field `country` beside it names: blanks, dots and hyphens are removed.
 * Rejects with `field.is_vat_id` what does not have the form of that country.
 */
export function VatIdField(options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    TextField({ example: 'DE136695976', max: 40, ...options }),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? normalVatId(value) : value,
    ),
    ValidateBy({ name: 'isVatId', validator: { validate: fitsItsCountry } }),
  );
}

/** A country that is wrong is an error of its own. */
function fitsItsCountry(vatId: unknown, context?: ValidationArguments): boolean {
  const { country } = (context?.object ?? {}) as { country?: unknown };
  if (typeof vatId !== 'string') return false;
  return typeof country !== 'string' || isVatIdOf(vatId, country);
}
