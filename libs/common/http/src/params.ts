import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { isId, isStorable } from '@course-plateform/common/kernel';
import { documentedParameter } from './documented-parameter';

/** Well formed, so that other services can be asked about it as well. */
const NO_ID = '00000000-0000-7000-8000-000000000000';

class MalformedIdIsAbsent implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    return isId(value) ? value.toLowerCase() : NO_ID;
  }
}

class UnstorableSlugIsAbsent implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (isId(value)) return value.toLowerCase();
    return typeof value === 'string' && isStorable(value) ? value : '';
  }
}

/**
 * A path parameter that names a resource. A malformed id is an id that nothing has, so that the answer is the
 * same 404 as for any other absent resource. Capital letters are allowed and mean the same (RFC 9562 4).
 */
export function IdParam(name = 'id'): ParameterDecorator {
  const schema = {
    type: 'string',
    format: 'uuid',
    example: '01890a5d-ac96-774b-bcce-b302099a8057',
  };
  return documentedParameter(Param(name, new MalformedIdIsAbsent()), ApiParam({ name, schema }));
}

/**
 * A path parameter that is an id, a slug or a number people type; what cannot be stored is a name nothing has. An id
 * means the same in capital letters (RFC 9562 4).
 */
export function SlugParam(name: string, description: string): ParameterDecorator {
  const schema = { type: 'string', minLength: 1, maxLength: 200 };
  return documentedParameter(
    Param(name, new UnstorableSlugIsAbsent()),
    ApiParam({ name, description, schema }),
  );
}
