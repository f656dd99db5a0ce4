import { RequestInvalid, validateShape } from '@course-plateform/common/validation';
import { BooleanField, EmailField, TextField } from '@course-plateform/types/platform';
import { OauthProfileInvalid } from './google.errors';

/** The longest first or last name, as profiles take it. */
export const LONGEST_NAME = 100;

/** Somebody as a provider vouches for them. What it says is checked like what clients send. */
export class ProvenPerson {
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

/** @throws OauthProfileInvalid when something in it could not be kept */
export function provenPerson(said: { readonly [Field in keyof ProvenPerson]: unknown }) {
  try {
    return validateShape(ProvenPerson, said, { unknownFields: 'refuse' });
  } catch (error) {
    throw error instanceof RequestInvalid ? new OauthProfileInvalid({ cause: error }) : error;
  }
}
