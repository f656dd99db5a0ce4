import { HttpCode, SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { Class, DomainErrorClass } from '@course-plateform/common/kernel';
import { carriesCredential } from '@course-plateform/types/platform';
import { IdempotencyNotReplayable } from './errors';
import { DEPRECATION, type Deprecation } from './deprecation';
import { LOCATION } from './location';
import { describeResponse } from './response-description';
import { routeConfig } from './route-config';

/** The metadata key of routes with `@Operation`. */
export const IS_OPERATION = Symbol('IS_OPERATION');

/** The metadata key of handlers whose response contains tokens, derived from the fields of the response class. */
export const ISSUES_CREDENTIALS = Symbol('ISSUES_CREDENTIALS');

/** The metadata key of handlers that require an `Idempotency-Key`. */
export const IDEMPOTENCY_REQUIRED = Symbol('IDEMPOTENCY_REQUIRED');

/** The extension in which `@Operation` passes error codes to the OpenAPI document. */
export const ERROR_CODES_EXTENSION = 'x-error-codes';

/** The extension with the path in the `Location` header of a 201. */
export const LOCATION_EXTENSION = 'x-location';

const FILE = { type: 'string', format: 'binary' };
const PARTIAL = '206';

function fileOf(mediaTypes: string | readonly string[]) {
  return Object.fromEntries([mediaTypes].flat().map((type) => [type, { schema: FILE }]));
}

/** Another success with a body of its own. */
interface OtherResponse {
  readonly description: string;
  readonly response: Class<object>;
}

interface OperationOptions {
  /** An imperative of at most eight words, without a full stop. */
  readonly summary: string;
  /** One paragraph: what happens, who may call it, what it requires and what follows. */
  readonly description?: string;
  /** The success status, 200 by default. */
  readonly status?: number;
  /**
   * The `Location` header of a 201: the path of the result, with placeholders that the body fills, or else the path of
   * the request. Omit it when it is the body's `id` below the path of the request.
   */
  readonly location?: `/api/v1/${string}`;
  /** The class of the response; absent when there is no body. */
  readonly response?: Class<object>;
  /** The media type of a file response, or each that it may have, instead of `response`. */
  readonly responseType?: string | readonly string[];
  /** Whether the response is an array of the class. */
  readonly isArray?: boolean;
  /** A description of the response, when the name of its class is not enough. */
  readonly returns?: string;
  /** Other statuses of success, and what each means. A 206 has the media type of the file, and one with a class a body of that class. */
  readonly otherStatuses?: Readonly<Record<number, string | OtherResponse>>;
  /** Set for a deprecated operation. */
  readonly deprecated?: Deprecation;
  /** Every domain error of the route. */
  readonly errors?: readonly DomainErrorClass[];
}

/** Documents a route: its summary, its success response and its errors. */
export function Operation(options: OperationOptions): MethodDecorator {
  const { status = 200, response, responseType } = options;
  const issuesCredentials = response !== undefined && carriesCredential(response);
  const errors = [
    ...(options.errors ?? []),
    ...(issuesCredentials ? [IdempotencyNotReplayable] : []),
  ];
  return applyDecorators(
    SetMetadata(IS_OPERATION, true),
    SetMetadata(ISSUES_CREDENTIALS, issuesCredentials),
    HttpCode(status),
    ...routeDecorators(options),
    ApiOperation({
      summary: options.summary,
      ...(options.deprecated ? { deprecated: true } : {}),
      ...(options.description === undefined ? {} : { description: options.description }),
    }),
    ApiResponse({
      status,
      description: options.returns ?? describeResponse({ ...options, status }),
      ...(response ? { type: response, isArray: options.isArray ?? false } : {}),
      ...(responseType ? { content: fileOf(responseType) } : {}),
    }),
    ...Object.entries(options.otherStatuses ?? {}).map(([other, means]) =>
      ApiResponse({
        status: Number(other),
        ...(typeof means === 'string'
          ? { description: means }
          : { description: means.description, type: means.response }),
        ...(responseType && other === PARTIAL ? { content: fileOf(responseType) } : {}),
      }),
    ),
    ApiExtension(
      ERROR_CODES_EXTENSION,
      errors.map((error) => error.declaration.code),
    ),
  );
}

/** The route configuration for hooks, and its documentation. */
function routeDecorators({ location, deprecated }: OperationOptions): MethodDecorator[] {
  return [
    ...(location === undefined
      ? []
      : [routeConfig({ [LOCATION]: location }), ApiExtension(LOCATION_EXTENSION, location)]),
    ...(deprecated ? [routeConfig({ [DEPRECATION]: deprecated })] : []),
  ];
}

/** Makes `Idempotency-Key` required on a POST. */
export function IdempotencyRequired(): MethodDecorator {
  return applyDecorators(
    SetMetadata(IDEMPOTENCY_REQUIRED, true),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: 'A new value for each intended effect; a repeat with it has no second effect',
      schema: { type: 'string', minLength: 1, maxLength: 255, example: '4f0c2c6a-order-1' },
    }),
  );
}
