import { DateTimeField, IdField, ListField, TextField } from '@course-plateform/types/platform';
import type { Identity } from './identity.entity';

export class IdentityResponse {
  @IdField()
  id!: string;

  @TextField({ max: 500, description: 'Who vouches', example: 'https://accounts.google.com' })
  issuer!: string;

  @TextField({ max: 320, description: 'The address there when it was linked' })
  email!: string;

  @DateTimeField()
  linkedAt!: string;
}

export class IdentityListResponse {
  @ListField(() => IdentityResponse)
  items!: IdentityResponse[];
}

export function toIdentityResponse({ id, issuer, email, linkedAt }: Identity): IdentityResponse {
  return { id, issuer, email, linkedAt: linkedAt.toISOString() };
}
