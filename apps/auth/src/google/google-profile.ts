import { RequestInvalid, validateShape } from '@course-plateform/common/validation';
import { ProvenPerson } from '../identity/proven-person';
import { OauthProfileInvalid } from './google.errors';

/**
 * Checks what Google says of somebody like what clients send.
 * @throws OauthProfileInvalid when something in it could not be kept
 */
export function provenPerson(said: { readonly [Field in keyof ProvenPerson]: unknown }) {
  try {
    return validateShape(ProvenPerson, said, { unknownFields: 'refuse' });
  } catch (error) {
    throw error instanceof RequestInvalid ? new OauthProfileInvalid({ cause: error }) : error;
  }
}
