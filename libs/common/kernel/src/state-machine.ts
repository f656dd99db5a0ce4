import { domainError } from './domain-error';

export class TransitionNotAllowed extends domainError({
  code: 'state.transition_not_allowed',
  status: 409,
  title: 'Invalid state transition',
  detail: 'A change from "{from}" to "{to}" is not possible. Allowed: {allowed}.',
  example: { from: 'draft', to: 'published', allowed: 'in_review' },
  remedy: 'Choose one of the states that “allowed” lists.',
  extensions: { allowed: { type: 'array', items: { type: 'string', example: 'in_review' } } },
}) {}

/** The transitions of an aggregate: for each state the states that may follow. */
export type Transitions<State extends string> = Readonly<Record<State, readonly State[]>>;

/**
 * Checks a transition of a state machine.
 * @returns the new state, for assignment
 * @throws TransitionNotAllowed naming the allowed states
 */
export function transition<State extends string>(
  table: Transitions<State>,
  from: State,
  to: State,
): State {
  const allowed = table[from];
  if (allowed.includes(to)) return to;
  throw new TransitionNotAllowed({
    params: { from, to, allowed: allowed.length ? allowed.join(', ') : '–' },
    extensions: { allowed },
  });
}
