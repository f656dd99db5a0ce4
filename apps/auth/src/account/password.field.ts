import { TextField } from '@course-plateform/types/platform';

/** A password that a user chooses. */
export function NewPasswordField(): PropertyDecorator {
  return TextField({
    min: 8,
    max: 128,
    verbatim: true,
    description:
      'Three of lower-case letters, upper-case letters, digits and symbols, or 15 characters of any kind',
    example: 'Password123',
  });
}
