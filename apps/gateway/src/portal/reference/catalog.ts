import { SERVICES } from '@course-plateform/types/platform';
import { type FieldGroup, type FieldView, SchemaFields } from '../schema-fields';
import { exampleOf } from './example';
import {
  type Body,
  type Example,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type Schema,
  resolve,
} from './openapi';

/** A path, query or header parameter. */
export interface ParameterView extends FieldView {
  readonly name: string;
  readonly in: string;
  readonly example: unknown;
}

/** A body that is sent or comes back. */
export interface BodyView {
  /** The media type. */
  readonly type: string;
  readonly groups: readonly FieldGroup[];
  /** Undefined for files. */
  readonly example?: unknown;
}

export interface ResponseView {
  readonly status: string;
  readonly description: string;
  readonly body?: BodyView;
}

/** An operation in a few words, and the words that it is found by. */
export interface OperationSummary {
  readonly id: string;
  readonly service: string;
  readonly tag: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
}

/** An operation with everything that a caller has to know. */
export interface OperationView extends OperationSummary {
  readonly signIn: 'always' | 'optional' | 'never';
  readonly permission?: string;
  readonly rateLimit?: string;
  readonly parameters: readonly ParameterView[];
  readonly body?: BodyView;
  /** Those that are no failure. */
  readonly responses: readonly ResponseView[];
  readonly errorCodes: readonly string[];
}

/** The operations of the joined document, in the order of the services and of the document. */
export class ReferenceCatalog {
  private readonly operations: ReadonlyMap<string, OperationView>;
  private readonly problems = new Map<string, object>();
  private readonly fields: SchemaFields;

  constructor(readonly document: OpenApiDocument) {
    const schemas = (document.components['schemas'] ?? {}) as Record<string, Schema>;
    this.fields = new SchemaFields((name) => schemas[name]);
    const all = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => this.view(path, method, operation)),
    );
    const names = SERVICES.map(({ name }) => name as string);
    all.sort((one, other) => names.indexOf(one.service) - names.indexOf(other.service));
    this.operations = new Map(all.map((operation) => [operation.id, operation]));
  }

  list(): readonly OperationView[] {
    return [...this.operations.values()];
  }

  find(id: string): OperationView | undefined {
    return this.operations.get(id);
  }

  /** A problem with this code, as a service sends it; undefined when no operation has one. */
  problem(code: string): object | undefined {
    return this.problems.get(code);
  }

  private view(path: string, method: string, operation: Operation): OperationView {
    const { security = [], responses, requestBody } = operation;
    const resolved = Object.entries(responses).map(
      ([status, response]) => [status, resolve<Body>(this.document, response)] as const,
    );
    for (const [, response] of resolved) this.keepProblems(response);
    const body = requestBody && this.body(resolve<Body>(this.document, requestBody));
    const needsToken = security.map((scheme) => Object.keys(scheme).length > 0);
    return {
      id: operation.operationId,
      service: serviceOf(path),
      tag: operation.tags[0] ?? '',
      method: method.toUpperCase(),
      path,
      summary: operation.summary,
      description: operation.description ?? '',
      signIn: !needsToken.includes(true)
        ? 'never'
        : needsToken.includes(false)
          ? 'optional'
          : 'always',
      ...(operation['x-permission'] ? { permission: operation['x-permission'] } : {}),
      ...(operation['x-rate-limit'] ? { rateLimit: operation['x-rate-limit'] } : {}),
      parameters: this.parameters(operation),
      ...(body ? { body } : {}),
      responses: resolved
        .filter(([status]) => Number(status) < 400)
        .map(([status, response]) => this.response(status, response)),
      errorCodes: operation['x-error-codes'] ?? [],
    };
  }

  private parameters({ parameters = [] }: Operation): ParameterView[] {
    return parameters.map((one) => {
      const parameter = resolve<Parameter>(this.document, one);
      const { name, in: place, required = false, schema, description = '' } = parameter;
      const target = this.fields.target(schema);
      return {
        name,
        in: place,
        path: name,
        type: this.fields.typeOf(schema),
        required,
        rules: this.fields.rules(target),
        description: description || (target.description ?? ''),
        example: exampleOf(schema, this.fields),
      };
    });
  }

  private response(status: string, response: Body): ResponseView {
    const body = this.body(response);
    return { status, description: response.description ?? '', ...(body ? { body } : {}) };
  }

  private body({ content = {} }: Body): BodyView | undefined {
    const [first] = Object.entries(content);
    if (!first) return undefined;
    const [type, { schema, example }] = first;
    if (!schema || !type.includes('json')) return { type, groups: [] };
    return {
      type,
      groups: this.fields.groups(schema),
      example: example ?? exampleOf(schema, this.fields),
    };
  }

  private keepProblems({ content = {} }: Body): void {
    const examples = content['application/problem+json']?.examples ?? {};
    for (const [code, example] of Object.entries(examples)) {
      if (this.problems.has(code)) continue;
      const { value } = resolve<Example>(this.document, example);
      this.problems.set(code, Object(value) as object);
    }
  }
}

/** The service whose prefix a path begins with. */
function serviceOf(path: string): string {
  const owner = SERVICES.find(({ prefixes, extraPrefixes }) =>
    [...prefixes.map((segment) => `/api/v1/${segment}`), ...extraPrefixes].some(
      (prefix) => path === prefix || path.startsWith(`${prefix}/`),
    ),
  );
  if (!owner) throw new Error(`No service owns ${path}`);
  return owner.name;
}
