import { type Phrase, phrase } from '@course-plateform/common/kernel';

const BY_STATUS: ReadonlyMap<number, Phrase> = new Map([
  [400, phrase('remedy.bad_request', 'Correct the request; the same one fails again.')],
  [401, phrase('remedy.unauthorized', 'Sign in, and send the access token you get.')],
  [402, phrase('remedy.payment_required', 'Buy the course first.')],
  [403, phrase('remedy.forbidden', 'Ask somebody who is allowed to, or sign in as somebody else.')],
  [
    404,
    phrase(
      'remedy.not_found',
      'Check the address and the ids in it. What you may not see looks as if it were not there.',
    ),
  ],
  [408, phrase('remedy.too_slow', 'Send it again over a faster connection, or send less.')],
  [
    409,
    phrase(
      'remedy.conflict',
      'Look at the present state; then decide whether there is more to do.',
    ),
  ],
  [410, phrase('remedy.gone', 'It is over for good. Begin again with a new one.')],
  [412, phrase('remedy.precondition_failed', 'Read the resource again and repeat your change.')],
  [413, phrase('remedy.too_large', 'Send less at a time.')],
  [415, phrase('remedy.unsupported_media_type', 'Send JSON, and say so in Content-Type.')],
  [
    422,
    phrase(
      'remedy.unprocessable',
      'Change what you send; “errors” names the fields where there are any.',
    ),
  ],
  [428, phrase('remedy.precondition_required', 'Read the resource first and send its ETag along.')],
  [429, phrase('remedy.too_many_requests', 'Wait as long as Retry-After says.')],
  [
    500,
    phrase('remedy.internal', 'Nothing in the request. Tell us the trace id if it happens again.'),
  ],
  [502, phrase('remedy.bad_gateway', 'Try again later; tell us the trace id if it goes on.')],
  [503, phrase('remedy.unavailable', 'Try again after as many seconds as Retry-After says.')],
]);

/**
 * What a caller can do about a status, where a code has nothing of its own to say.
 * @throws Error for a status nobody has thought about
 */
export function remedyOf(status: number): Phrase {
  const remedy = BY_STATUS.get(status);
  if (!remedy) throw new Error(`There is no remedy for the status ${status}`);
  return remedy;
}
