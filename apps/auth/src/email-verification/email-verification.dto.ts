import { TextField } from '@course-plateform/types/platform';

export class EmailConfirmationCreateDto {
  @TextField({
    max: 100,
    description: 'The secret from the mailed link; it works once, for 24 hours',
    example: 'k3VbT0w6m1nQxZr8yE5sUaJcF2hLpD9gYtRiWqXoNuM',
  })
  token!: string;
}
