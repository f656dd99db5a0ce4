import { EmailField, TextField } from '@course-plateform/types/platform';
import { PHONE_PATTERN } from '@course-plateform/types/user';

export class RegistrationCreateDto {
  @TextField({ max: 100, example: 'John' })
  firstName!: string;

  @TextField({ max: 100, example: 'Doe' })
  lastName!: string;

  @EmailField()
  email!: string;

  @TextField({
    min: 8,
    max: 128,
    verbatim: true,
    description:
      'Three of lower-case letters, upper-case letters, digits and symbols, or 15 characters of any kind',
    example: 'Password123',
  })
  password!: string;

  @TextField({
    max: 16,
    pattern: PHONE_PATTERN,
    optional: true,
    description: 'E.164',
    example: '+1234567890',
  })
  phone?: string;
}
