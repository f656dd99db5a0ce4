import { ValidateBy, isISO31661Alpha2 } from 'class-validator';
import { type FieldOptions, field } from './fields';

/** Whether a text is the code of a country (ISO 3166-1 alpha-2), in capitals: class-validator's rule also accepts `de`. */
export function isCountry(text: unknown): boolean {
  return typeof text === 'string' && text === text.toUpperCase() && isISO31661Alpha2(text);
}

/** The code of a country (ISO 3166-1 alpha-2), in capitals. */
export function CountryField(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { example: 'DE', ...options },
    { type: String, minLength: 2, maxLength: 2 },
    ValidateBy({ name: 'isISO31661Alpha2', validator: { validate: isCountry } }),
  );
}
