import { type Locale, translate } from '@course-plateform/common/i18n';
import type { MessageDescriptor } from '@course-plateform/common/kernel';
import { portalAsset } from './assets';
import { type Html, html } from './html';
import { page } from './layout';
import { ACCOUNT_MESSAGES } from './words';

/** The pages behind the links in mails, for as long as there is no front end of one's own. */

const script = portalAsset('account.js');

/** Confirms an e-mail address; not before someone says so, because programs follow links too. */
export function verifyEmailPage(locale: Locale): string {
  const messages = messagesIn(locale);
  return accountPage(locale, {
    title: ACCOUNT_MESSAGES.confirmEmail,
    fields: html`<button class="primary">${messages(ACCOUNT_MESSAGES.confirm)}</button>`,
    path: '/api/v1/auth/email-verifications/confirmations',
    done: ACCOUNT_MESSAGES.emailConfirmed,
  });
}

/** Takes a new password. */
export function resetPasswordPage(locale: Locale): string {
  const messages = messagesIn(locale);
  return accountPage(locale, {
    title: ACCOUNT_MESSAGES.choosePassword,
    fields: html`<label
        >${messages(ACCOUNT_MESSAGES.newPassword)}
        <input name="password" type="password" autocomplete="new-password" required
      /></label>
      <button class="primary">${messages(ACCOUNT_MESSAGES.save)}</button>`,
    path: '/api/v1/auth/password-resets/confirmations',
    done: ACCOUNT_MESSAGES.passwordChanged,
  });
}

interface AccountPage {
  readonly title: MessageDescriptor;
  readonly fields: Html;
  /** Where the secret of the link is sent to. */
  readonly path: string;
  readonly done: MessageDescriptor;
}

function accountPage(locale: Locale, { title, fields, path, done }: AccountPage): string {
  const messages = messagesIn(locale);
  return page({
    title: messages(title),
    locale,
    shape: 'centered',
    scripts: [script],
    // The secret is in the address, which no other page needs to know.
    head: html`<meta name="referrer" content="no-referrer" />`,
    body: html`<h1>${messages(title)}</h1>
      <form class="stack" id="account" data-path="${path}" data-done="${messages(done)}">
        ${fields}<output></output>
      </form>`,
  });
}

function messagesIn(locale: Locale): (message: MessageDescriptor) => string {
  return (message) => translate(message, {}, locale);
}
