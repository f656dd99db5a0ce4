import { HttpCode, Header, SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { Class, DomainErrorClass } from '@course-plateform/common/kernel';
import { carriesCredential } from '@course-plateform/types/platform';
import { IdempotencyNotReplayable } from './errors';

/** Metadata of every route that is declared with `@Operation`. */
export const IS_OPERATION = Symbol('IS_OPERATION');

/** Metadata of handlers whose response holds tokens; it comes from the fields of the response class. */
export const ISSUES_CREDENTIALS = Symbol('ISSUES_CREDENTIALS');

/** Metadata of handlers that refuse to work without an `Idempotency-Key`. */
export const IDEMPOTENCY_REQUIRED = Symbol('IDEMPOTENCY_REQUIRED');

/** Where `@Operation` leaves the codes of the failures for the OpenAPI document. */
export const ERROR_CODES_EXTENSION = 'x-error-codes';

const FILE = { type: 'string', format: 'binary' };

interface OperationOptions {
  /** An imperative of at most eight words, without a full stop. */
  readonly summary: string;
  /** One paragraph: what happens, who may, what it needs and what follows. */
  readonly description?: string;
  /** The status of success, 200 by default. */
  readonly status?: number;
  /** The class of the answer; left out when there is no body. */
  readonly answer?: Class<object>;
  /** The media type of an answer that is a file, in place of `answer`. */
  readonly answerType?: string;
  /** Answers with a list of it. */
  readonly isArray?: boolean;
  /** Every failure of the domain this route can answer with. */
  readonly errors?: readonly DomainErrorClass[];
}

/** Declares what a route answers: its status of success, its body and each of its failures. */
export function Operation(options: OperationOptions): MethodDecorator {
  const { status = 200, answer, answerType } = options;
  const issuesCredentials = answer !== undefined && carriesCredential(answer);
  const errors = [
    ...(options.errors ?? []),
    ...(issuesCredentials ? [IdempotencyNotReplayable] : []),
  ];
  return applyDecorators(
    SetMetadata(IS_OPERATION, true),
    SetMetadata(ISSUES_CREDENTIALS, issuesCredentials),
    HttpCode(status),
    ApiOperation({
      summary: options.summary,
      ...(options.description === undefined ? {} : { description: options.description }),
    }),
    ApiResponse({
      status,
      description: options.summary,
      ...(answer ? { type: answer, isArray: options.isArray ?? false } : {}),
      ...(answerType ? { content: { [answerType]: { schema: FILE } } } : {}),
    }),
    ApiExtension(
      ERROR_CODES_EXTENSION,
      errors.map((error) => error.declaration.code),
    ),
  );
}

/** Marks a POST that must carry an `Idempotency-Key`. */
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

/** Lets browsers and proxies keep a public answer for a minute, and show it a little longer while they refresh it. */
export function PublicCache(): MethodDecorator {
  return Header('Cache-Control', 'public, max-age=60, stale-while-revalidate=300');
}
