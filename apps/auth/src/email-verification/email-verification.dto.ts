import { TextField } from '@course-plateform/types/platform';

export class EmailConfirmationCreateDto {
  @TextField({ max: 100, description: 'The secret from the mail' })
  token!: string;
}
