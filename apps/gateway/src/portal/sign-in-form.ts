import type { Development } from './development';
import { html } from './html';

/** A form for learners, filled in with an account of the demo; hidden until a script shows it. */
export function signInForm(development?: Development) {
  const learner = development?.accounts.find(({ role }) => !['admin', 'instructor'].includes(role));
  return html`<form class="stack" id="sign-in" aria-label="Sign in" hidden>
    <label
      >E-mail
      <input
        name="email"
        type="email"
        autocomplete="username"
        required
        value="${learner?.email ?? ''}"
    /></label>
    <label
      >Password
      <input
        name="password"
        type="password"
        autocomplete="current-password"
        required
        value="${learner?.password ?? ''}"
    /></label>
    <button class="primary">Sign in</button>
  </form>`;
}
