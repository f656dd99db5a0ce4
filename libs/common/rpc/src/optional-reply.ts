import { NeighbourUnavailable } from './rpc.errors';

/**
 * For what a response can do without: the reply, or a fallback when the other service is unavailable.
 * @param reply of `RpcClient`
 * @param fallback gives what is used instead and says so in the log; it gets the failure
 * @throws whatever else the request failed with, such as a refusal of the other service
 */
export async function orWhenUnavailable<T>(
  reply: Promise<T>,
  fallback: (failure: NeighbourUnavailable) => T,
): Promise<T> {
  try {
    return await reply;
  } catch (error) {
    if (!(error instanceof NeighbourUnavailable)) throw error;
    return fallback(error);
  }
}
