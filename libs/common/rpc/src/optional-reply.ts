import { UpstreamUnavailable } from './rpc.errors';

/**
 * The reply, or a fallback when the other service is unavailable: for optional parts of a response.
 * @param reply of `RpcClient`
 * @param fallback returns the replacement and logs the error that it gets
 * @throws any other error of the request, such as a rejection by the other service
 */
export async function orWhenUnavailable<T>(
  reply: Promise<T>,
  fallback: (failure: UpstreamUnavailable) => T,
): Promise<T> {
  try {
    return await reply;
  } catch (error) {
    if (!(error instanceof UpstreamUnavailable)) throw error;
    return fallback(error);
  }
}
