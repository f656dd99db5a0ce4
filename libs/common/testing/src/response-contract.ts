import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { MethodNotAllowed, RouteNotFound } from '@course-plateform/common/edge';
import { type Problem, RequestMalformed, declaredErrors } from '@course-plateform/common/kernel';

/** The parts of an OpenAPI 3.1 document that responses are compared with. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components?: Components;
}

interface Components {
  readonly schemas?: Readonly<Record<string, object>>;
  readonly responses?: Readonly<Record<string, ApiResponse>>;
  readonly headers?: Readonly<Record<string, ApiHeader>>;
}

interface ApiOperation {
  readonly responses: Readonly<Record<string, ApiResponse | Reference>>;
}

interface Reference {
  readonly $ref: string;
}

interface ApiResponse {
  readonly headers?: Readonly<Record<string, ApiHeader | Reference>>;
  readonly content?: Readonly<Record<string, ApiContent>>;
}

interface ApiHeader {
  readonly required?: boolean;
}

interface ApiContent {
  readonly schema?: object;
  readonly examples?: Readonly<Record<string, object>>;
}

/** One response of a running service. */
export interface SeenResponse {
  readonly method: string;
  /** The template of the route, such as `/api/v1/reviews/:id`; undefined when there is none. */
  readonly route: string | undefined;
  readonly status: number;
  readonly type: string;
  /** The names of its headers, in lower case. */
  readonly headers: readonly string[];
  /** Empty when there is none, or when it is not text. */
  readonly body: string;
}

const PROBLEM = 'application/problem+json';
/** What the routes of the interface begin with; health, metrics and the like are not part of it. */
const INTERFACE = '/api/';
/** How a text reads when a value for one of its places is missing: the place itself, or what is no number. */
const UNFILLED = /\{\w+\}|\bNaN\b/;
/** What may be said about an address that no operation has. */
const WITHOUT_ROUTE = [RouteNotFound, MethodNotAllowed, RequestMalformed].map(
  ({ declaration }) => declaration.code,
);

/** What a service promises about its responses. */
export class ResponseContract {
  private readonly ajv = addFormats.default(
    new Ajv2020({ strict: false, allErrors: true, validateSchema: false }),
  );
  private readonly validators = new Map<object, ValidateFunction>();
  private readonly components: Components;

  constructor(private readonly document: ApiDocument) {
    this.components = document.components ?? {};
    this.ajv.addSchema({ components: closedSchema(this.components) }, 'document');
  }

  /** The ways in which a response breaks the contract, a sentence each. */
  breaches(response: SeenResponse): string[] {
    const { method, route, status } = response;
    const title = `${method} ${route ?? '(no such route)'} returned ${status}`;
    const codes = codesIn(response);
    const unknown = codes
      .filter((code) => !declaredErrors().has(code))
      .map((code) => `${title} with the code ${code}, which no class declares`);
    if (unknown.length > 0) return unknown;
    const unfilled = textsIn(response).filter((text) => UNFILLED.test(text));
    if (unfilled.length > 0) return unfilled.map((text) => `${title} without all values: ${text}`);
    if (route === undefined) {
      return codes
        .filter((code) => !WITHOUT_ROUTE.includes(code))
        .map((code) => `${title} with ${code}`);
    }
    const path = route.replace(/:(\w+)/g, '{$1}');
    const operations = this.document.paths[path];
    // A route for GET responds to HEAD as well.
    const operation =
      operations?.[method.toLowerCase()] ?? (method === 'HEAD' ? operations?.['get'] : undefined);
    if (operation) return this.operationBreaches(title, operation, response);
    return route.startsWith(INTERFACE) && method !== 'OPTIONS'
      ? [`${title}, but openapi.json has no such operation`]
      : [];
  }

  private operationBreaches(
    title: string,
    { responses }: ApiOperation,
    seen: SeenResponse,
  ): string[] {
    const declared = resolved(this.components.responses, responses[seen.status]);
    const [code] = codesIn(seen);
    if (!declared) return [`${title}${code ? ` with the code ${code}` : ''}, an undeclared status`];
    return [
      ...this.headerBreaches(title, declared, seen),
      ...this.contentBreaches(title, declared, seen),
    ];
  }

  /** Headers that the document says are always there. */
  private headerBreaches(title: string, declared: ApiResponse, seen: SeenResponse): string[] {
    return Object.entries(declared.headers ?? {})
      .filter(([, header]) => resolved(this.components.headers, header)?.required)
      .filter(([name]) => !seen.headers.includes(name.toLowerCase()))
      .map(([name]) => `${title} without the header ${name}`);
  }

  private contentBreaches(title: string, declared: ApiResponse, seen: SeenResponse): string[] {
    const [code] = codesIn(seen);
    const [type = ''] = seen.type.split(';');
    const content = declared.content?.[type];
    if (!content) {
      return seen.body === '' ? [] : [`${title} with a body of the undeclared type "${type}"`];
    }
    if (code !== undefined && !content.examples?.[code]) {
      return [`${title} with the code ${code}, which is not declared there`];
    }
    if (!content.schema || !type.endsWith('json') || seen.body === '') return [];
    return this.bodyBreaches(title, content.schema, JSON.parse(seen.body));
  }

  private bodyBreaches(title: string, schema: object, body: unknown): string[] {
    const validate = this.validators.get(schema) ?? this.ajv.compile(closedSchema(schema));
    this.validators.set(schema, validate);
    if (validate(body)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }: ErrorObject) => {
      const unknown: unknown = params['unevaluatedProperty'];
      const field = unknown === undefined ? '' : ` (${String(unknown)})`;
      return `${title}, and its body${instancePath} ${message ?? 'is not valid'}${field}`;
    });
  }
}

function codesIn(response: SeenResponse): string[] {
  const problem = problemIn(response);
  return problem ? [String(problem.code)] : [];
}

/** What a problem says to users. */
function textsIn(response: SeenResponse): string[] {
  const { title = '', detail = '', errors = [] } = problemIn(response) ?? {};
  return [title, detail, ...errors.map((error) => error.detail)];
}

function problemIn({ type, body }: SeenResponse): Partial<Problem> | undefined {
  if (!type.startsWith(PROBLEM) || body === '') return undefined;
  return JSON.parse(body) as Partial<Problem>;
}

function resolved<T extends object>(
  components: Readonly<Record<string, T>> = {},
  part: T | Reference | undefined,
): T | undefined {
  if (!part || !('$ref' in part)) return part;
  return components[String(part.$ref).split('/').at(-1) ?? ''];
}

/**
 * A schema whose references lead into the document, and whose objects have no other members than those they name, unless
 * they say so. What stands in an `allOf` is a part of an object, and the whole is closed.
 */
function closedSchema(value: unknown): object {
  return closed(value, partsIn(value)) as object;
}

/** The names of the schemas that are part of others. */
function partsIn(value: unknown): ReadonlySet<string> {
  const parts = JSON.stringify(value).matchAll(
    /"allOf":\[\{"\$ref":"#\/components\/schemas\/(\w+)"/g,
  );
  return new Set([...parts].map(([, name = '']) => name));
}

function closed(value: unknown, parts: ReadonlySet<string>, isPart = false): unknown {
  if (Array.isArray(value)) return value.map((one) => closed(one, parts, isPart));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref, ...rest } = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      closed(inner, parts, key === 'allOf' || parts.has(key)),
    ]),
  );
  const isWhole = 'properties' in rest || 'allOf' in rest;
  return {
    ...rest,
    ...(typeof $ref === 'string' ? { $ref: `document${$ref}` } : {}),
    ...(isWhole && !isPart && !('additionalProperties' in rest)
      ? { unevaluatedProperties: false }
      : {}),
  };
}
