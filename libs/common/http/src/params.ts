import { Param, type PipeTransform, applyDecorators } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { LOOKUP_NAME_MAX, isId, lookupName } from '@course-plateform/common/kernel';
import { exampleId } from '@course-plateform/types/platform';
import { documentedParameter } from './documented-parameter';

/** An id that no resource has, well formed, so that it can be sent to other services. */
const NO_ID = '00000000-0000-7000-8000-000000000000';

class MalformedIdIsAbsent implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    return isId(value) ? value.toLowerCase() : NO_ID;
  }
}

class ImpossibleNameIsAbsent implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    return lookupName(value);
  }
}

/**
 * A path parameter with an id. A malformed id is replaced by one that no resource has, so that the response is the same
 * 404 as for any missing resource. Ids are case-insensitive (RFC 9562 4).
 */
export function IdParam(name = 'id'): ParameterDecorator {
  return documentedParameter(Param(name, new MalformedIdIsAbsent()), documentedId(name));
}

class MalformedIdsAreAbsent implements PipeTransform<Record<string, unknown>, object> {
  private readonly each = new MalformedIdIsAbsent();

  constructor(private readonly names: readonly string[]) {}

  transform(values: Record<string, unknown>): Record<string, string> {
    return Object.fromEntries(this.names.map((name) => [name, this.each.transform(values[name])]));
  }
}

/** Several of them as one object, for routes with a long path. */
export function IdParams(...names: readonly string[]): ParameterDecorator {
  return documentedParameter(
    Param(new MalformedIdsAreAbsent(names)),
    applyDecorators(...names.map(documentedId)),
  );
}

function documentedId(name: string): MethodDecorator {
  const noun = name === 'id' ? 'resource' : name.replace(/Id$/, '');
  const description = `The id of the ${noun}; a malformed one gets the same response as one that does not exist`;
  const schema = { type: 'string', format: 'uuid', example: exampleId(name) };
  return ApiParam({ name, description, schema });
}

/**
 * A path parameter with an id, a slug or a number that users type. A string that cannot be stored or is too long matches
 * nothing. Ids are case-insensitive (RFC 9562 4).
 */
export function SlugParam(
  name: string,
  { description, example }: { readonly description: string; readonly example: string },
): ParameterDecorator {
  const schema = { type: 'string', minLength: 1, maxLength: LOOKUP_NAME_MAX, example };
  return documentedParameter(
    Param(name, new ImpossibleNameIsAbsent()),
    ApiParam({ name, description, schema }),
  );
}

/** A number below those that are counted from 1, so that no resource has it. */
const NO_NUMBER = 0;
const COUNTED = /^[1-9]\d{0,8}$/;

class MalformedNumberIsAbsent implements PipeTransform<unknown, number> {
  transform(value: unknown): number {
    return typeof value === 'string' && COUNTED.test(value) ? Number(value) : NO_NUMBER;
  }
}

/**
 * A path parameter with the number of one of several that are counted from 1. A malformed one gets the same 404 as any
 * that does not exist.
 */
export function NumberParam(
  name: string,
  { description }: { readonly description: string },
): ParameterDecorator {
  const schema = { type: 'integer', minimum: 1, example: 1 };
  return documentedParameter(
    Param(name, new MalformedNumberIsAbsent()),
    ApiParam({ name, description, schema }),
  );
}
