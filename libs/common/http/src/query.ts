import type { Class } from '@course-plateform/common/kernel';
import { RequestInvalid, validateShape } from '@course-plateform/common/validation';
import { QueryInvalid } from './errors';

/**
 * Validates the query of a request against its class.
 * @throws QueryInvalid with the name of each parameter that is unknown or not valid
 */
export function checkQuery<T extends object>(shape: Class<T>, value: unknown): T {
  try {
    return validateShape(shape, value ?? {}, { unknownFields: 'refuse' });
  } catch (error) {
    if (!(error instanceof RequestInvalid)) throw error;
    const errors = (error.occurrence.errors ?? []).map((one) => ({
      ...one,
      pointer: one.pointer.replace(/^\//, ''),
    }));
    const { extensions } = error.occurrence;
    throw new QueryInvalid({ errors, ...(extensions ? { extensions } : {}) });
  }
}
