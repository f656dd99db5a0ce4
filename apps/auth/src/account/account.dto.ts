import { EmailField, TextField } from '@course-plateform/types/platform';
import { PHONE_PATTERN } from '@course-plateform/types/user';
import { NewPasswordField } from './password.field';

export class RegistrationCreateDto {
  @TextField({ max: 100, example: 'John' })
  firstName!: string;

  @TextField({ max: 100, example: 'Doe' })
  lastName!: string;

  @EmailField()
  email!: string;

  @NewPasswordField()
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
