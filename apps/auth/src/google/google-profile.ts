import { RequestInvalid, validateShape } from '@course-plateform/common/validation';
import { VerifiedIdentity } from '../identity/verified-identity';
import { OauthProfileInvalid } from './google.errors';

/**
 * Validates the profile from Google like the input of clients.
 * @throws OauthProfileInvalid when it cannot be stored
 */
export function verifiedIdentity(output: { readonly [Field in keyof VerifiedIdentity]: unknown }) {
  try {
    return validateShape(VerifiedIdentity, output, { unknownFields: 'refuse' });
  } catch (error) {
    throw error instanceof RequestInvalid ? new OauthProfileInvalid({ cause: error }) : error;
  }
}
