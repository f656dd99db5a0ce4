// What pages for signed-in users have in common: the client, the form, and where failures are shown.
import { createClient } from '../../../../../libs/client/src/index.ts';

/* global session */

const state = document.getElementById('state');
const form = document.getElementById('sign-in');

export const client = createClient({
  baseUrl: location.origin,
  token: () => session.current?.accessToken,
});

/**
 * An event handler that shows whatever goes wrong where the user looks.
 * @param cleanUp what to do first after a failure
 */
export const attempt =
  (work, cleanUp = () => undefined) =>
  async (event) => {
    event?.preventDefault();
    try {
      await work(event);
    } catch (error) {
      cleanUp();
      state.textContent = error.problem?.detail ?? error.problem?.title ?? error.message;
    }
  };

/** Shows the page, again after each sign-in, and the form while there is no session. @param show shows what the page is for */
export function startPage(show, cleanUp) {
  const open = async () => {
    form.hidden = Boolean(session.current);
    await show(session.current);
  };
  form.addEventListener(
    'submit',
    attempt(async () => {
      const problem = await session.start(
        '/api/v1/auth/sessions',
        Object.fromEntries(new FormData(form)),
      );
      if (problem) state.textContent = problem.detail;
      else await open();
    }, cleanUp),
  );
  void attempt(open, cleanUp)();
}
