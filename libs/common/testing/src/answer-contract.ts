import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { MethodNotAllowed, RouteNotFound } from '@course-plateform/common/edge';
import { type Problem, RequestMalformed, declaredErrors } from '@course-plateform/common/kernel';

/** The parts of an OpenAPI 3.0 document that answers are compared with. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, object>> };
}

interface ApiOperation {
  readonly responses: Readonly<Record<string, ApiResponse>>;
}

interface ApiResponse {
  readonly content?: Readonly<Record<string, ApiContent>>;
}

interface ApiContent {
  readonly schema?: object;
  readonly examples?: Readonly<Record<string, object>>;
}

/** One answer of a running service. */
export interface SeenAnswer {
  readonly method: string;
  /** The template of the route, such as `/api/v1/reviews/:id`; undefined when there is none. */
  readonly route: string | undefined;
  readonly status: number;
  readonly type: string;
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

/** What a service promises about its answers. */
export class AnswerContract {
  private readonly ajv = addFormats.default(
    new Ajv({ strict: false, allErrors: true, validateSchema: false }),
  );
  private readonly validators = new Map<object, ValidateFunction>();

  constructor(private readonly document: ApiDocument) {
    this.ajv.addSchema({ components: asJsonSchema(document.components ?? {}) }, 'document');
  }

  /** What is wrong with an answer, a sentence each. */
  breaches(answer: SeenAnswer): string[] {
    const { method, route, status } = answer;
    const title = `${method} ${route ?? '(no such route)'} answered ${status}`;
    const codes = codesIn(answer);
    const unknown = codes
      .filter((code) => !declaredErrors().has(code))
      .map((code) => `${title} with the code ${code}, which no class declares`);
    if (unknown.length > 0) return unknown;
    const unfilled = textsIn(answer).filter((text) => UNFILLED.test(text));
    if (unfilled.length > 0) return unfilled.map((text) => `${title} without all values: ${text}`);
    if (route === undefined) {
      return codes
        .filter((code) => !WITHOUT_ROUTE.includes(code))
        .map((code) => `${title} with ${code}`);
    }
    const path = route.replace(/:(\w+)/g, '{$1}');
    const operation = this.document.paths[path]?.[method.toLowerCase()];
    if (operation) return this.operationBreaches(title, operation, answer);
    return route.startsWith(INTERFACE) && method !== 'OPTIONS'
      ? [`${title}, but openapi.json has no such operation`]
      : [];
  }

  private operationBreaches(
    title: string,
    { responses }: ApiOperation,
    answer: SeenAnswer,
  ): string[] {
    const response = responses[answer.status];
    const [code] = codesIn(answer);
    if (!response) return [`${title}${code ? ` with the code ${code}` : ''}, an undeclared status`];
    const [type = ''] = answer.type.split(';');
    const content = response.content?.[type];
    if (!content) {
      return answer.body === '' ? [] : [`${title} with a body of the undeclared type "${type}"`];
    }
    if (code !== undefined && !content.examples?.[code]) {
      return [`${title} with the code ${code}, which is not declared there`];
    }
    if (!content.schema || !type.endsWith('json') || answer.body === '') return [];
    return this.bodyBreaches(title, content.schema, JSON.parse(answer.body));
  }

  private bodyBreaches(title: string, schema: object, body: unknown): string[] {
    const validate = this.validators.get(schema) ?? this.ajv.compile(asJsonSchema(schema));
    this.validators.set(schema, validate);
    if (validate(body)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }: ErrorObject) => {
      const field =
        'additionalProperty' in params ? ` (${String(params['additionalProperty'])})` : '';
      return `${title}, and its body${instancePath} ${message ?? 'is not valid'}${field}`;
    });
  }
}

function codesIn(answer: SeenAnswer): string[] {
  const problem = problemIn(answer);
  return problem ? [String(problem.code)] : [];
}

/** What a problem says to people. */
function textsIn(answer: SeenAnswer): string[] {
  const { title = '', detail = '', errors = [] } = problemIn(answer) ?? {};
  return [title, detail, ...errors.map((error) => error.detail)];
}

function problemIn({ type, body }: SeenAnswer): Partial<Problem> | undefined {
  if (!type.startsWith(PROBLEM) || body === '') return undefined;
  return JSON.parse(body) as Partial<Problem>;
}

/**
 * A schema of OpenAPI 3.0 as a JSON schema: `nullable` becomes a choice, references lead into the document, and an
 * object has no other members than those it names, unless it says so.
 */
function asJsonSchema(value: unknown): object {
  return translated(value) as object;
}

function translated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(translated);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, $ref, ...rest } = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, translated(inner)]),
  );
  const closed = 'properties' in rest && !('additionalProperties' in rest);
  const schema = {
    ...rest,
    ...(typeof $ref === 'string' ? { $ref: `document${$ref}` } : {}),
    ...(closed ? { additionalProperties: false } : {}),
  };
  return nullable === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}
