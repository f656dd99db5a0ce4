import { SERVICES } from '@course-plateform/types/platform';
import { portalAsset } from './assets';
import { bundle } from './bundles';
import { html } from './html';
import { page } from './layout';

const { styles, script } = bundle('swagger-ui');
const scripts = [script, portalAsset('session.js', 'swagger-access.js', 'try-it.js')];
const style = portalAsset('try-it.css');

/** Swagger UI over one of the ten documents at a time, with a way to sign in. */
export function tryItPage(): string {
  const options = SERVICES.map(({ name }) => html`<option>${name}</option>`);
  return page({
    title: 'Try it',
    section: 'tryIt',
    shape: 'wide',
    toolHasMain: true,
    scripts,
    head: html`${[...styles, style].map((url) => html`<link rel="stylesheet" href="${url}" />`)}`,
    body: html` <section class="tool-bar" aria-label="Document and sign-in">
        <h1 class="hidden">Try the API</h1>
        <label class="line"
          >Service
          <select id="service">
            ${options}
          </select></label
        >
        <form class="line" id="sign-in" aria-label="Sign in">
          <label>E-mail <input name="email" type="email" autocomplete="username" required /></label>
          <label
            >Password
            <input name="password" type="password" autocomplete="current-password" required
          /></label>
          <button class="primary">Sign in</button>
          <a class="button" id="google" href="/api/v1/auth/oauth/google">Sign in with Google</a>
        </form>
        <p class="line">
          <output id="state">Not signed in</output>
          <button id="sign-out" type="button" hidden>Sign out</button>
        </p>
      </section>
      <div id="swagger"><p class="waiting">Loading the document…</p></div>`,
  });
}
