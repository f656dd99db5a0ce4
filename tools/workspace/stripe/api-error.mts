/** A failure as the API reports it. Source: https://docs.stripe.com/api/errors */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, type: string, message: string, more: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.body = { type, message, ...more };
  }
}

/** A request that makes no sense. @param more `code` and `param` where Stripe gives them */
export function invalid(message: string, more: Record<string, unknown> = {}): ApiError {
  return new ApiError(400, 'invalid_request_error', message, more);
}

export function missing(kind: string, id: string): ApiError {
  return new ApiError(404, 'invalid_request_error', `No such ${kind}: '${id}'`, {
    code: 'resource_missing',
    param: 'id',
  });
}
