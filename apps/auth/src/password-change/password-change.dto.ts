import { TextField } from '@course-plateform/types/platform';
import { NewPasswordField } from '../account/password.field';

export class PasswordUpdateDto {
  @TextField({
    max: 128,
    verbatim: true,
    example: 'Password123',
    description: 'The password that is in force until now',
  })
  currentPassword!: string;

  @NewPasswordField()
  newPassword!: string;
}
