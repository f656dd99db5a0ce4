import { type MessageDescriptor, defineMessage } from '@course-plateform/common/kernel';

const BY_STATUS: ReadonlyMap<number, MessageDescriptor> = new Map([
  [400, defineMessage('remedy.bad_request', 'Correct the request; the same one fails again.')],
  [401, defineMessage('remedy.unauthorized', 'Sign in, and send the access token you get.')],
  [402, defineMessage('remedy.payment_required', 'Buy the course first.')],
  [403, defineMessage('remedy.forbidden', 'Sign in with an account that has the permission.')],
  [
    404,
    defineMessage(
      'remedy.not_found',
      'Check the address and the ids in it. What you may not see looks as if it were not there.',
    ),
  ],
  [408, defineMessage('remedy.too_slow', 'Send it again over a faster connection, or send less.')],
  [
    409,
    defineMessage(
      'remedy.conflict',
      'Look at the present state; then decide whether there is more to do.',
    ),
  ],
  [410, defineMessage('remedy.gone', 'It is over for good. Begin again with a new one.')],
  [
    412,
    defineMessage('remedy.precondition_failed', 'Read the resource again and repeat your change.'),
  ],
  [413, defineMessage('remedy.too_large', 'Send less at a time.')],
  [415, defineMessage('remedy.unsupported_media_type', 'Send JSON, and say so in Content-Type.')],
  [
    422,
    defineMessage(
      'remedy.unprocessable',
      'Change what you send; “errors” names the fields where there are any.',
    ),
  ],
  [
    428,
    defineMessage(
      'remedy.precondition_required',
      'Read the resource first and send its ETag along.',
    ),
  ],
  [429, defineMessage('remedy.too_many_requests', 'Wait as long as Retry-After says.')],
  [
    500,
    defineMessage(
      'remedy.internal',
      'Nothing in the request. Tell us the trace id if it happens again.',
    ),
  ],
  [
    502,
    defineMessage('remedy.bad_gateway', 'Try again later; tell us the trace id if it goes on.'),
  ],
  [
    503,
    defineMessage('remedy.unavailable', 'Try again after as many seconds as Retry-After says.'),
  ],
]);

/**
 * What a caller can do about a status, where a code has nothing of its own to say.
 * @throws Error for a status nobody has thought about
 */
export function remedyOf(status: number): MessageDescriptor {
  const remedy = BY_STATUS.get(status);
  if (!remedy) throw new Error(`There is no remedy for the status ${status}`);
  return remedy;
}
