import { type FieldError, formatMessage } from '@course-plateform/common/kernel';
import { RequestInvalid, validateShape } from '@course-plateform/common/validation';
import { RegistrationCreateDto } from './account.dto';
import { passwordFaults } from './password.rules';

/** The registration of the first admin. */
export function firstAdminRequest(email: string, password: string): RegistrationCreateDto {
  return { firstName: 'First', lastName: 'Admin', email, password };
}

/**
 * The problems of the settings of the first admin, by variable; empty when they are valid or absent.
 * @param common passwords that are rejected
 */
export function firstAdminProblems(
  email: string | undefined,
  password: string | undefined,
  common: readonly string[],
): string[] {
  if (email === undefined && password === undefined) return [];
  if (email === undefined || password === undefined) {
    return ['FIRST_ADMIN_EMAIL, FIRST_ADMIN_PASSWORD: set both, or neither'];
  }
  return faultsOf(firstAdminRequest(email, password), common).map(
    ({ pointer, detail, params }) =>
      `FIRST_ADMIN_${pointer.slice(1).toUpperCase()}: ${formatMessage(detail, params)}`,
  );
}

function faultsOf(
  request: RegistrationCreateDto,
  commonPasswords: readonly string[],
): readonly FieldError[] {
  try {
    validateShape(RegistrationCreateDto, request, { unknownFields: 'refuse' });
  } catch (error) {
    if (!(error instanceof RequestInvalid)) throw error;
    return error.occurrence.errors ?? [];
  }
  const { email, password, firstName, lastName } = request;
  const owner = { email, name: `${firstName} ${lastName}` };
  return passwordFaults(password, owner, commonPasswords);
}
