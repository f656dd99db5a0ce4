import { portalAsset } from './assets';
import { bundle } from './bundles';
import type { Development } from './development';
import { html } from './html';
import { page } from './layout';
import { signInForm } from './sign-in-form';

const { script } = bundle('course-invitation');
const access = portalAsset('session.js');

/** Where the link in the mail to an invited instructor leads, for as long as there is no front end of one's own. */
export function invitationPage(development?: Development): string {
  return page({
    title: 'Invitation to teach',
    shape: 'centered',
    scripts: [access],
    modules: [script],
    body: html`<h1>Invitation to teach</h1>
      ${signInForm(development)}
      <p><output id="state"></output></p>
      <div id="offer" hidden>
        <dl>
          <dt>Your share of what the instructors earn</dt>
          <dd id="share"></dd>
          <dt>Your rights</dt>
          <dd id="rights"></dd>
          <dt>To be accepted by</dt>
          <dd id="until"></dd>
        </dl>
        <button type="button" class="primary" id="accept">Accept</button>
        <button type="button" id="decline">Decline</button>
      </div>`,
  });
}
