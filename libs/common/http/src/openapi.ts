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
  InternalError,
  RequestMalformed,
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
import { resultPath } from './location';
import { asOpenApi31 } from './openapi-dialect';
import {
  type OperationObject,
  type ParameterObject,
  parameterOf,
  reference,
} from './openapi-document';
import { Failures } from './openapi-failures';
import { headersOf } from './openapi-headers';
import { PROBLEM_SCHEMAS } from './openapi-problems';
import { Successes } from './openapi-successes';
import { describedTags } from './tags';
import { documentEnums } from './openapi-enums';
import { documentVariants } from './openapi-variants';
import { ERROR_CODES_EXTENSION, LOCATION_EXTENSION } from './operation';
import { IDEMPOTENCY_KEY_HEADER, STREAMED_TYPES } from './stream-body';
import { RATE_LIMIT_EXTENSION, usualRateLimit } from './rate-limit';

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head'] as const;

/** The errors of every operation. */
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

/** The options of a document. */
export interface DocumentOptions {
  readonly service: string;
  /** Errors of any operation of this service, for example because of its upstream services. */
  readonly errors: readonly DomainErrorClass[];
}

/** The OpenAPI document of a service, from its decorators and with what the platform adds to every route. */
export function openApiDocument(
  app: NestFastifyApplication,
  { service, errors }: DocumentOptions,
): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.1')
    .setTitle(`Course Plateform: ${service}`)
    .setDescription(
      'Money is in minor units, timestamps are RFC 3339 in UTC, ids are UUIDs of version 7. Every failure is a problem (RFC 9457) with a stable code.',
    )
    .setVersion('1.0.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .addServer('/')
    .build();
  config.tags = describedTags(app);
  config.info.contact = { name: 'The team of the Course Plateform' };
  // `identifier` is new in OpenAPI 3.1, and missing in Nest's types.
  config.info.license = Object.assign({ name: 'MIT License' }, { identifier: 'MIT' });
  const created = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (_controller, method) => method,
  });
  documentVariants(created);
  documentEnums(created);
  const document = asOpenApi31(created);
  new DocumentCompletion(document, errors).complete();
  return document;
}

/** Completes a document with what the platform does around every handler. */
class DocumentCompletion {
  private readonly failures: Failures;
  private readonly successes: Successes;

  constructor(
    private readonly document: OpenAPIObject,
    private readonly errors: readonly DomainErrorClass[],
  ) {
    this.failures = new Failures([...OF_EVERY_OPERATION, ...errors]);
    this.successes = new Successes(document.components?.schemas ?? {});
  }

  complete(): void {
    for (const [path, item] of Object.entries(this.document.paths)) {
      for (const method of METHODS) {
        const operation = item[method];
        if (operation) this.completeOperation(path, method, operation);
      }
    }
    const { components = {} } = this.document;
    const { schemas, responses, examples } = this.failures;
    this.document.components = {
      ...components,
      schemas: sorted({ ...components.schemas, ...PROBLEM_SCHEMAS, ...schemas }),
      responses: sorted({ NotModified: NOT_MODIFIED, ...responses }),
      examples: sorted({ ...this.successes.examples, ...examples }),
    } as NonNullable<OpenAPIObject['components']>;
    Object.assign(this.document.components, { headers: headersOf(this.document) });
  }

  private completeOperation(path: string, method: string, operation: OperationObject): void {
    const takesKey = method === 'post' && !streamsBody(operation);
    if (takesKey && !parameterOf(operation, 'Idempotency-Key')) {
      operation.parameters = [...(operation.parameters ?? []), idempotencyKeyOf(operation)];
    }
    if (Reflect.get(operation, RATE_LIMIT_EXTENSION) === undefined) {
      Reflect.set(operation, RATE_LIMIT_EXTENSION, usualRateLimit(method));
    }
    const codes = new Set([
      ...domainCodes(operation),
      ...platformCodes(method, operation),
      ...this.errors.map(({ declaration }) => declaration.code),
    ]);
    if (operation.responses['201'] && Reflect.get(operation, LOCATION_EXTENSION) === undefined) {
      Reflect.set(operation, LOCATION_EXTENSION, resultPath(path));
    }
    this.successes.complete(method, operation, codes);
    Object.assign(operation.responses, {
      // Every GET supports `If-None-Match`, because its response has an entity tag.
      ...(method === 'get' ? { 304: reference('responses', 'NotModified') } : {}),
      ...this.failures.responsesFor(operation.operationId ?? '', codes),
    });
    // `[]` says that a token is ignored, and `{}` in the list that it is optional.
    const ignoresToken = Reflect.get(operation, IGNORES_TOKEN_EXTENSION) === true;
    operation.security ??= ignoresToken ? [] : [{}, { bearer: [] }];
  }
}

const NOT_MODIFIED = {
  description: 'Not modified: what If-None-Match names is still the present version',
  headers: { ETag: reference('headers', 'ETag') },
};

function sorted<T>(components: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(components).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function domainCodes(operation: OperationObject): string[] {
  const codes: unknown = Reflect.get(operation, ERROR_CODES_EXTENSION);
  return Array.isArray(codes) ? codes.map(String) : [];
}

/** Whether it reads its body itself, of which no repeat can be told (`@StreamBody`). */
function streamsBody({ requestBody }: OperationObject): boolean {
  const content = requestBody && 'content' in requestBody ? requestBody.content : {};
  return STREAMED_TYPES.some((type) => content[type] !== undefined);
}

/** The codes that the platform adds to an operation. */
function platformCodes(method: string, operation: OperationObject): string[] {
  const classes: DomainErrorClass[] = [...OF_EVERY_OPERATION];
  const permission: unknown = Reflect.get(operation, 'x-permission');
  if (Reflect.get(operation, RATE_LIMIT_EXTENSION) !== 'none') classes.push(RateLimitExceeded);
  if (operation.security) classes.push(TokenMissing);
  if (operation.security && permission !== undefined) classes.push(Forbidden, EmailUnverified);
  // Also for operations without a body: any body is read before the route knows that it has none.
  if (method !== 'get') classes.push(BodyTooDeep, BodyTooLarge, MediaTypeUnsupported);
  if (operation.requestBody) classes.push(RequestInvalid);
  if (parameterOf(operation, 'cursor')) classes.push(CursorInvalid);
  if (parameterOf(operation, 'If-Match')) {
    classes.push(IfMatchMissing, PreconditionFailed, HeaderInvalid);
  }
  if (parameterOf(operation, 'Idempotency-Key')) {
    classes.push(IdempotencyInProgress, IdempotencyKeyReused, HeaderInvalid);
    if (parameterOf(operation, 'Idempotency-Key')?.required) classes.push(IdempotencyKeyMissing);
  }
  return classes.map((one) => one.declaration.code);
}

const { name, ...idempotencyKey } = IDEMPOTENCY_KEY_HEADER;
const idempotencyKeyParameter: ParameterObject = { name, in: 'header', ...idempotencyKey };

function idempotencyKeyOf(operation: OperationObject): ParameterObject {
  if (!domainCodes(operation).includes(IdempotencyNotReplayable.declaration.code)) {
    return idempotencyKeyParameter;
  }
  const description =
    'A repeat with the same key and body has no second effect and is refused, because tokens are never sent twice';
  return { ...idempotencyKeyParameter, description };
}
