import { domainError } from './domain-error';

export class TransitionNotAllowed extends domainError({
  code: 'state.transition_not_allowed',
  status: 409,
  title: 'Invalid state transition',
  detail: 'A change from "{from}" to "{to}" is not possible. Allowed: {allowed}.',
  remedy: 'Choose one of the states that “allowed” lists.',
  extensions: { allowed: { type: 'array', items: { type: 'string' } } },
}) {}

/** The allowed steps of an aggregate: for each state those that may follow it. */
export type Transitions<State extends string> = Readonly<Record<State, readonly State[]>>;

/**
 * Checks one step of a state machine.
 * @returns the new state, for assignment
 * @throws TransitionNotAllowed naming the steps that are allowed
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
