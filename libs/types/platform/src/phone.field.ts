import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { type FieldOptions, TextField } from './fields';

/** The digits of a number with its country code: at most 15 (E.164, 6.1), and 7 in the smallest countries. */
const E164 = /^\+[1-9]\d{6,14}$/;
/** The maximum length of the input, in characters. */
const LONGEST_SPELLING = 32;

/**
 * A phone number with its country code, however it is written: `+1 (234) 567-890` becomes `+1234567890` (E.164).
 * Rejects with `field.is_phone_number`: an unknown country code, too many or too few digits, an extension.
 */
export function PhoneField(options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    TextField({
      example: '+15551234567',
      description: 'With its country code; kept in the form of E.164',
      max: LONGEST_SPELLING,
      ...options,
    }),
    Transform(({ value }: { value: unknown }) => e164Of(value) ?? value),
    ValidateBy({
      name: 'isPhoneNumber',
      validator: { validate: (value: unknown) => e164Of(value) !== undefined },
    }),
  );
}

function e164Of(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > LONGEST_SPELLING) return undefined;
  const number = parsePhoneNumberFromString(value.trim(), { extract: false });
  if (!number || number.ext !== undefined) return undefined;
  return E164.test(number.number) ? number.number : undefined;
}
