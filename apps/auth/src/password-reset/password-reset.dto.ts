import { EmailField, TextField } from '@course-plateform/types/platform';
import { NewPasswordField } from '../account/password.field';

export class PasswordResetCreateDto {
  @EmailField({ description: 'The address of the account; the link is mailed there' })
  email!: string;
}

export class PasswordResetConfirmationCreateDto {
  @TextField({
    max: 100,
    description: 'The secret from the mailed link; it works once, for some minutes',
    example: 'k3VbT0w6m1nQxZr8yE5sUaJcF2hLpD9gYtRiWqXoNuM',
  })
  token!: string;

  @NewPasswordField()
  password!: string;
}
