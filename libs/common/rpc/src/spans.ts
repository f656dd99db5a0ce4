import type { FinishedSpan } from '@course-plateform/common/observability';

/** The span of a request, on either side, named by the semantic conventions for remote procedure calls. */
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
