import type { ErrorCatalog } from './generated/errors';

/** The codes of all failures of the platform. */
export type ErrorCode = keyof ErrorCatalog;

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
}

/** The problems of some codes, with the members each of them has besides: `code` tells them apart. */
export type ProblemOf<Code extends ErrorCode> = {
  [One in Code]: Omit<Problem, 'code' | 'status'> & { readonly code: One } & Readonly<
      ErrorCatalog[One]
    >;
}[Code];

/** An answer that is not from the platform: from a proxy in between, for example. */
interface UnexpectedAnswer extends Problem {
  readonly code: 'http.unexpected_answer';
}

type AnyProblem = ProblemOf<ErrorCode> | UnexpectedAnswer;

class FailedCall<Failed extends Pick<Problem, 'code' | 'status' | 'detail'>> extends Error {
  override readonly name = 'ApiError';
  readonly code: Failed['code'];
  readonly status: Failed['status'];

  constructor(
    readonly problem: Failed,
    readonly response: Response,
  ) {
    super(`${problem.code}: ${problem.detail}`);
    this.code = problem.code;
    this.status = problem.status;
  }
}

/**
 * A failed answer, thrown by `unwrap`. Its code tells what it is: after `if (error.code === 'order.already_owned')`
 * the problem has the members of that code. A platform newer than this client may answer with codes that it does not
 * know, so leave a way for all others.
 */
export type ApiError =
  { [Code in ErrorCode]: FailedCall<ProblemOf<Code>> }[ErrorCode] | FailedCall<UnexpectedAnswer>;

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

/**
 * The body of a successful answer.
 * @throws ApiError for any other answer
 */
export async function unwrap<Data>(call: Promise<Result<Data>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await call;
  if (error !== undefined || !response.ok) throw new ApiError(problemOf(error, response), response);
  return data as NonNullable<Data>;
}

function problemOf(error: unknown, response: Response): AnyProblem {
  if (typeof error === 'object' && error !== null && 'code' in error) return error as AnyProblem;
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    detail: typeof error === 'string' ? error : `The server answered ${response.status}.`,
    code: 'http.unexpected_answer',
  };
}
