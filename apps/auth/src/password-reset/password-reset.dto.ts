import { EmailField, TextField } from '@course-plateform/types/platform';
import { NewPasswordField } from '../account/password.field';

export class PasswordResetCreateDto {
  @EmailField()
  email!: string;
}

export class PasswordResetConfirmationCreateDto {
  @TextField({ max: 100, description: 'The secret from the mail' })
  token!: string;

  @NewPasswordField()
  password!: string;
}
