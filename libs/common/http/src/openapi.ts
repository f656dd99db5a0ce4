import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import {
  EmailUnverified,
  Forbidden,
  IGNORES_TOKEN_EXTENSION,
  KeysUnavailable,
  TokenExpired,
  TokenInvalid,
  TokenMissing,
} from '@course-plateform/common/auth';
import {
  BodyTooLarge,
  HeadersTooLarge,
  MediaTypeUnsupported,
  RequestRejected,
  RequestTooSlow,
} from '@course-plateform/common/edge';
import {
  type DomainErrorClass,
  type ErrorDeclaration,
  InternalError,
  RequestMalformed,
  declaredErrors,
  messageOutline,
} from '@course-plateform/common/kernel';
import { RequestInvalid } from '@course-plateform/common/validation';
import { PreconditionFailed } from '@course-plateform/common/persistence';
import {
  BodyTooDeep,
  CursorInvalid,
  HeaderInvalid,
  IdempotencyInProgress,
  IdempotencyKeyMissing,
  IdempotencyKeyReused,
  IdempotencyNotReplayable,
  IfMatchMissing,
  QueryInvalid,
  RateLimitExceeded,
  ServiceUnavailable,
} from './errors';
import { documentVariants } from './openapi-variants';
import { ERROR_CODES_EXTENSION } from './operation';
import { RATE_LIMIT_EXTENSION, usualRateLimit } from './rate-limit';

type OperationObject = NonNullable<OpenAPIObject['paths'][string]['get']>;
type ResponseObject = Extract<OperationObject['responses'][string], { description: string }>;
type ParameterObject = Extract<NonNullable<OperationObject['parameters']>[number], { in: string }>;

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;
const PROBLEM_SCHEMA = { $ref: '#/components/schemas/Problem' };

/** Whatever it does and whoever asks: its address or its token may be broken, or we may be. */
const OF_EVERY_OPERATION: readonly DomainErrorClass[] = [
  RequestMalformed,
  QueryInvalid,
  RequestRejected,
  RequestTooSlow,
  HeadersTooLarge,
  TokenInvalid,
  TokenExpired,
  InternalError,
  ServiceUnavailable,
  KeysUnavailable,
];

/** What a document is made for. */
export interface DocumentOptions {
  readonly service: string;
  /** Failures that any operation may have because of what the service is built on, as the neighbours it asks. */
  readonly errors: readonly DomainErrorClass[];
}

/** The OpenAPI document of a service: what the decorators say, and what the platform adds to every route. */
export function openApiDocument(
  app: NestFastifyApplication,
  { service, errors }: DocumentOptions,
): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle(`Course Plateform: ${service}`)
    .setDescription(
      'Money is in minor units, moments are RFC 3339 in UTC, ids are UUIDs of version 7. Every failure is a problem (RFC 9457) with a stable code.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .addServer('/')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (_controller, method) => method,
  });
  documentVariants(document);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...problemSchemas },
  };
  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) completeOperation(method, operation, errors);
    }
  }
  return document;
}

function completeOperation(
  method: string,
  operation: OperationObject,
  errors: readonly DomainErrorClass[],
): void {
  if (method === 'post' && !parameter(operation, 'Idempotency-Key')) {
    operation.parameters = [...(operation.parameters ?? []), idempotencyKeyOf(operation)];
  }
  // Every answer to a GET has an entity tag, and `If-None-Match` may name it.
  if (method === 'get')
    operation.responses['304'] = { description: 'You have the present version' };
  if (Reflect.get(operation, RATE_LIMIT_EXTENSION) === undefined) {
    Reflect.set(operation, RATE_LIMIT_EXTENSION, usualRateLimit(method));
  }
  const codes = new Set([
    ...domainCodes(operation),
    ...platformCodes(method, operation),
    ...errors.map(({ declaration }) => declaration.code),
  ]);
  for (const [status, declarations] of byStatus(codes)) {
    operation.responses[status] = problemResponse(declarations);
  }
  // Said and not left out: nobody has to sign in, and who has may say so where it is heard.
  const ignoresToken = Reflect.get(operation, IGNORES_TOKEN_EXTENSION) === true;
  operation.security ??= ignoresToken ? [] : [{}, { bearer: [] }];
}

function domainCodes(operation: OperationObject): string[] {
  const codes: unknown = Reflect.get(operation, ERROR_CODES_EXTENSION);
  return Array.isArray(codes) ? codes.map(String) : [];
}

/** The failures every route of this form can answer with, whoever wrote it. */
function platformCodes(method: string, operation: OperationObject): string[] {
  const classes: DomainErrorClass[] = [...OF_EVERY_OPERATION];
  const permission: unknown = Reflect.get(operation, 'x-permission');
  if (Reflect.get(operation, RATE_LIMIT_EXTENSION) !== 'none') classes.push(RateLimitExceeded);
  if (operation.security) classes.push(TokenMissing);
  if (operation.security && permission !== undefined) classes.push(Forbidden, EmailUnverified);
  // Also without a body of its own: what is sent is read before anybody knows that it is not wanted.
  if (method !== 'get') classes.push(BodyTooDeep, BodyTooLarge, MediaTypeUnsupported);
  if (operation.requestBody) classes.push(RequestInvalid);
  if (parameter(operation, 'cursor')) classes.push(CursorInvalid);
  if (parameter(operation, 'If-Match')) {
    classes.push(IfMatchMissing, PreconditionFailed, HeaderInvalid);
  }
  if (method === 'post') {
    classes.push(IdempotencyInProgress, IdempotencyKeyReused, HeaderInvalid);
    if (parameter(operation, 'Idempotency-Key')?.required) classes.push(IdempotencyKeyMissing);
  }
  return classes.map((one) => one.declaration.code);
}

function parameter(operation: OperationObject, name: string): ParameterObject | undefined {
  return operation.parameters?.find(
    (one): one is ParameterObject => 'name' in one && one.name === name,
  );
}

function byStatus(codes: ReadonlySet<string>): Map<string, ErrorDeclaration[]> {
  const grouped = new Map<string, ErrorDeclaration[]>();
  for (const code of [...codes].sort()) {
    const declaration = declaredErrors().get(code);
    if (!declaration) throw new Error(`The error code "${code}" is not declared`);
    const status = String(declaration.status);
    grouped.set(status, [...(grouped.get(status) ?? []), declaration]);
  }
  return grouped;
}

function problemResponse(declarations: readonly ErrorDeclaration[]): ResponseObject {
  return {
    description: declarations.map((one) => `\`${one.code}\`: ${one.title}`).join('; '),
    ...(declarations.some(({ code }) => code === RateLimitExceeded.declaration.code)
      ? { headers: rateLimitHeaders }
      : {}),
    content: {
      'application/problem+json': {
        schema: PROBLEM_SCHEMA,
        examples: Object.fromEntries(
          declarations.map((one) => [
            one.code,
            {
              value: {
                type: `/errors/${one.code}`,
                title: one.title,
                status: one.status,
                detail: messageOutline(one.detail ?? one.title),
                code: one.code,
              },
            },
          ]),
        ),
      },
    },
  };
}

const idempotencyKeyParameter: ParameterObject = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A repeat with the same key and body gets the first answer and has no second effect',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

function idempotencyKeyOf(operation: OperationObject): ParameterObject {
  if (!domainCodes(operation).includes(IdempotencyNotReplayable.declaration.code)) {
    return idempotencyKeyParameter;
  }
  const description =
    'A repeat with the same key and body has no second effect and is refused, because tokens are never sent twice';
  return { ...idempotencyKeyParameter, description };
}

const rateLimitHeaders: NonNullable<ResponseObject['headers']> = {
  'Retry-After': {
    description: 'Seconds after which a new try makes sense',
    schema: { type: 'integer', minimum: 1 },
  },
  RateLimit: {
    description:
      'What is left, and the seconds until it is counted anew; also on other answers (draft-ietf-httpapi-ratelimit-headers)',
    schema: { type: 'string', example: '"read";r=599;t=60' },
  },
  'RateLimit-Policy': {
    description: 'How many requests are allowed in how many seconds; also on other answers',
    schema: { type: 'string', example: '"read";q=600;w=60' },
  },
};

const text = { type: 'string' as const };

const problemSchemas = {
  FieldError: {
    type: 'object' as const,
    required: ['pointer', 'code', 'detail'],
    properties: {
      pointer: { ...text, description: 'JSON pointer into the body, or the name of a parameter' },
      code: { ...text, example: 'field.is_email' },
      detail: text,
    },
  },
  Problem: {
    type: 'object' as const,
    description: 'RFC 9457 problem with a stable code; some codes add members of their own',
    required: ['type', 'title', 'status', 'detail', 'code'],
    additionalProperties: true,
    properties: {
      type: { ...text, format: 'uri-reference' },
      title: text,
      status: { type: 'integer' as const },
      detail: text,
      instance: { ...text, format: 'uri-reference' },
      code: text,
      traceId: text,
      errors: { type: 'array' as const, items: { $ref: '#/components/schemas/FieldError' } },
    },
  },
};
