import { BooleanField, EmailField, TextField } from '@course-plateform/types/platform';

/** The longest first or last name, as profiles take it. */
export const LONGEST_NAME = 100;

/** A user as a provider vouches for them. */
export class VerifiedIdentity {
  @TextField({ max: 255 })
  readonly issuer!: string;

  /** Who it is at the provider, for ever. */
  @TextField({ max: 255 })
  readonly subject!: string;

  @EmailField()
  readonly email!: string;

  @BooleanField()
  readonly emailVerified!: boolean;

  @TextField({ max: LONGEST_NAME })
  readonly firstName!: string;

  @TextField({ max: LONGEST_NAME })
  readonly lastName!: string;
}
