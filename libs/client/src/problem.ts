/** The body of every failed answer (RFC 9457). */
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
  readonly [extension: string]: unknown;
}

/** A failed answer, thrown by `unwrap`. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(
    readonly problem: Problem,
    readonly response: Response,
  ) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = 'ApiError';
    this.code = problem.code;
    this.status = problem.status;
  }
}

/** What every call of the client comes back with. */
interface Result<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The body of a successful answer.
 * @throws ApiError for any other answer
 */
export async function unwrap<Data>(call: Promise<Result<Data>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await call;
  if (error !== undefined || !response.ok) throw new ApiError(problemOf(error, response), response);
  return data as NonNullable<Data>;
}

function problemOf(error: unknown, response: Response): Problem {
  if (typeof error === 'object' && error !== null && 'code' in error) return error as Problem;
  // Not from the platform: a proxy in between, for example.
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    detail: typeof error === 'string' ? error : `The server answered ${response.status}.`,
    code: 'http.unexpected_answer',
  };
}
