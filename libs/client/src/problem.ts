import type { ErrorCatalog } from './generated/errors';

/** The codes of all failures of the platform. */
export type ErrorCode = keyof ErrorCatalog;

/** The body of every failed response (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Stable: what programs look at. */
  readonly code: string;
  readonly instance?: string;
  readonly traceId?: string;
  readonly errors?: readonly { pointer: string; code: string; detail: string }[];
}

/** The problems of some codes, with the members each of them has besides: `code` tells them apart. */
export type ProblemOf<Code extends ErrorCode> = {
  [One in Code]: Omit<Problem, 'code' | 'status'> & { readonly code: One } & Readonly<
      ErrorCatalog[One]
    >;
}[Code];

/** A response that is not from the platform: from a proxy in between, for example. */
interface UnexpectedResponse extends Problem {
  readonly code: 'http.unexpected_response';
}

type AnyProblem = ProblemOf<ErrorCode> | UnexpectedResponse;

/** The first frame above this file and Node itself. */
const CALLER = /^ +at (?!new |withResponse|(?:async )?unwrap|.*node:).*$/m;

const INSPECT = Symbol.for('nodejs.util.inspect.custom');

class FailedCall<Failed extends Pick<Problem, 'code' | 'status' | 'detail'>> extends Error {
  override readonly name = 'ApiError';
  readonly code: Failed['code'];
  readonly status: Failed['status'];
  declare readonly response: Response;

  constructor(
    readonly problem: Failed,
    response: Response,
  ) {
    super(`${problem.code}: ${problem.detail}`);
    this.code = problem.code;
    this.status = problem.status;
    // Not enumerable, so that logs do not print connections and streams.
    Object.defineProperty(this, 'response', { value: response });
  }

  /** What Node prints: five lines at most. */
  [INSPECT](): string {
    const { traceId, errors = [] } = this.problem as Partial<Problem>;
    const fields = errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ');
    const caller = CALLER.exec(this.stack ?? '')?.[0].trim();
    return [
      `${this.name}: ${this.status} ${this.problem.code}`,
      `  ${this.problem.detail}`,
      ...(fields ? [`  ${fields}`] : []),
      `  ${[this.response.url, traceId && `trace ${traceId}`].filter(Boolean).join(', ')}`,
      ...(caller ? [`  ${caller}`] : []),
    ].join('\n');
  }
}

/**
 * A failed response, thrown by `unwrap`. Its code tells what it is: after `if (error.code === 'order.already_owned')`
 * the problem has the members of that code. A platform newer than this client may respond with codes that it does not
 * know, so leave a way for all others.
 */
export type ApiError =
  { [Code in ErrorCode]: FailedCall<ProblemOf<Code>> }[ErrorCode] | FailedCall<UnexpectedResponse>;

interface ApiErrorClass {
  new (problem: AnyProblem, response: Response): ApiError;
  readonly prototype: ApiError;
}

export const ApiError = FailedCall as ApiErrorClass;

/** What every call of the client comes back with. */
export interface Result<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of a successful response; undefined where there is none (204). */
type Body<Data> = [Exclude<Data, undefined>] extends [never] ? undefined : Exclude<Data, undefined>;

/**
 * The body of a successful response, undefined for 204.
 * @throws ApiError for any other response
 */
export async function unwrap<Data>(call: Promise<Result<Data>>): Promise<Body<Data>> {
  return (await withResponse(call)).data;
}

/**
 * The body of a successful response together with the response, for its status and headers:
 * `const { data, response } = await withResponse(client.GET(…)); response.headers.get('etag')`.
 * @throws ApiError for any other response
 */
export async function withResponse<Data>(
  call: Promise<Result<Data>>,
): Promise<{ readonly data: Body<Data>; readonly response: Response }> {
  const { data, error, response } = await call;
  if (error !== undefined || !response.ok) throw new ApiError(problemOf(error, response), response);
  return { data: data as Body<Data>, response };
}

function problemOf(error: unknown, response: Response): AnyProblem {
  if (typeof error === 'object' && error !== null && 'code' in error) return error as AnyProblem;
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    detail: typeof error === 'string' ? error : `The server returned ${response.status}.`,
    code: 'http.unexpected_response',
  };
}
