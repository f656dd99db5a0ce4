import { isId } from '@course-plateform/common/kernel';
import type { RpcClient } from '@course-plateform/common/rpc';
import { type PublicProfile, userProfileGetMany } from '@course-plateform/types/user';

/** As many users as one request may name. */
const REQUESTED_AT_ONCE = 100;

/**
 * What the user service tells of users, in as few requests as it takes; of no users, without any.
 * @throws UpstreamUnavailable
 */
export async function requestProfiles(
  rpc: RpcClient,
  ids: readonly string[],
): Promise<PublicProfile[]> {
  const all = [...new Set(ids)].filter(isId);
  const parts = Array.from({ length: Math.ceil(all.length / REQUESTED_AT_ONCE) }, (_, part) =>
    all.slice(part * REQUESTED_AT_ONCE, (part + 1) * REQUESTED_AT_ONCE),
  );
  const replies = await Promise.all(
    parts.map((userIds) => rpc.request(userProfileGetMany, { userIds })),
  );
  return replies.flatMap(({ profiles }) => profiles);
}
