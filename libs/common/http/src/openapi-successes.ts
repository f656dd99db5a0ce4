import { type OperationObject, parameterOf, reference } from './openapi-document';
import { ExampleBuilder, type ExampleSchema } from './openapi-examples';
import { IdempotencyNotReplayable } from './errors';
import { RATE_LIMIT_EXTENSION } from './rate-limit';

interface SuccessfulResponse {
  headers?: Record<string, object>;
  content?: Record<string, { schema?: ExampleSchema; examples?: Record<string, object> }>;
}

/** Adds headers and complete examples to the successful responses of a document. */
export class Successes {
  readonly examples: Record<string, object> = {};
  private readonly schemas: Readonly<Record<string, ExampleSchema>>;
  private readonly builder: ExampleBuilder;

  constructor(schemas: Readonly<Record<string, object>>) {
    this.schemas = schemas;
    this.builder = new ExampleBuilder(schemas);
  }

  /** @param codes of the operation's errors */
  complete(method: string, operation: OperationObject, codes: ReadonlySet<string>): void {
    for (const [status, response] of Object.entries(operation.responses)) {
      if (!/^[23]/.test(status) || !response || '$ref' in response) continue;
      const success = response as SuccessfulResponse;
      const names = this.headersOf(method, status, operation, success, codes);
      success.headers = {
        ...Object.fromEntries(names.map((name) => [name, reference('headers', name)])),
        ...success.headers,
      };
      this.addExample(success);
    }
  }

  private headersOf(
    method: string,
    status: string,
    operation: OperationObject,
    response: SuccessfulResponse,
    codes: ReadonlySet<string>,
  ): string[] {
    const counted = Reflect.get(operation, RATE_LIMIT_EXTENSION) !== 'none';
    const replayed =
      parameterOf(operation, 'Idempotency-Key') &&
      !codes.has(IdempotencyNotReplayable.declaration.code);
    return [
      ...((method === 'get' && status === '200') || this.hasVersion(response) ? ['ETag'] : []),
      ...(status === '201' || status === '302' ? ['Location'] : []),
      ...(replayed ? ['Idempotency-Replayed'] : []),
      ...(response.content ? ['Content-Language'] : []),
      ...(counted ? ['RateLimit', 'RateLimit-Policy'] : []),
      ...(operation.deprecated ? ['Deprecation', 'Sunset'] : []),
    ];
  }

  private hasVersion({ content }: SuccessfulResponse): boolean {
    const $ref = content?.['application/json']?.schema?.$ref;
    const schema = this.schemas[$ref?.split('/').at(-1) ?? ''];
    return schema?.properties?.['version'] !== undefined;
  }

  /** Operations with the same response schema share its example. */
  private addExample({ content }: SuccessfulResponse): void {
    const body = content?.['application/json'];
    const schema = body?.schema;
    if (!body || !schema) return;
    const named = schema.$ref ?? schema.items?.$ref;
    if (named === undefined) throw new Error('A response body is a named schema or a list of one');
    const name = `${named.split('/').at(-1) ?? ''}${schema.items ? 'List' : ''}`;
    this.examples[name] ??= { value: this.builder.build(schema) };
    body.examples = { [name]: reference('examples', name) };
  }
}
