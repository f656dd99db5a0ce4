import type { FinishedSpan } from '@course-plateform/common/observability';

/** A question, at either end. Names as in the semantic conventions of remote procedure calls. */
export function rpcSpan(
  kind: 'client' | 'server',
  subject: string,
  when: Pick<FinishedSpan, 'trace' | 'startedMs' | 'errorType'>,
  status?: number,
): FinishedSpan {
  return {
    ...when,
    name: subject,
    kind,
    attributes: {
      'rpc.system.name': 'nats',
      'rpc.method': subject,
      ...(status === undefined ? {} : { 'rpc.status_code': String(status) }),
    },
  };
}
