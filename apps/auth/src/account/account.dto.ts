import { EmailField, PhoneField, TextField } from '@course-plateform/types/platform';
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

  @PhoneField({ optional: true, example: '+1234567890' })
  phone?: string;
}
