import { EmailField, PhoneField, TextField } from '@course-plateform/types/platform';
import { NewPasswordField } from './password.field';

export class RegistrationCreateDto {
  @TextField({ max: 100, example: 'John' })
  firstName!: string;

  @TextField({ max: 100, example: 'Doe' })
  lastName!: string;

  @EmailField({
    description: 'To sign in with, unique whatever its case; a link to confirm it is mailed there',
  })
  email!: string;

  @NewPasswordField()
  password!: string;

  @PhoneField({
    optional: true,
    example: '+1234567890',
    description: 'With its country code, kept in the form of E.164',
  })
  phone?: string;
}
