import { DateTimeField, IdField, ListField, TextField } from '@course-plateform/types/platform';
import type { Identity } from './identity.entity';

export class IdentityResponse {
  @IdField()
  id!: string;

  @TextField({
    max: 500,
    description: 'The provider that vouches for the identity',
    example: 'https://accounts.google.com',
  })
  issuer!: string;

  @TextField({
    max: 320,
    description: 'The e-mail address at the provider when it was linked',
    example: 'john@example.com',
  })
  email!: string;

  @DateTimeField({ description: 'When the identity was linked to the account' })
  linkedAt!: string;
}

export class IdentityListResponse {
  @ListField(() => IdentityResponse, { description: 'Oldest link first' })
  items!: IdentityResponse[];
}

export function toIdentityResponse({ id, issuer, email, linkedAt }: Identity): IdentityResponse {
  return { id, issuer, email, linkedAt: linkedAt.toISOString() };
}
