import { type Locale, say } from '@course-plateform/common/i18n';
import type { Phrase } from '@course-plateform/common/kernel';
import { portalAsset } from './assets';
import { escape, page } from './html';
import { ACCOUNT_WORDS } from './words';

/** The pages behind the links in mails, for as long as there is no front end of one's own. */

const script = portalAsset('account.js');

/** Confirms an e-mail address; not before somebody says so, because programs follow links too. */
export function verifyEmailPage(locale: Locale): string {
  const words = wordsIn(locale);
  return accountPage(locale, {
    title: ACCOUNT_WORDS.confirmEmail,
    fields: `<button>${words(ACCOUNT_WORDS.confirm)}</button>`,
    path: '/api/v1/auth/email-verifications/confirmations',
    done: ACCOUNT_WORDS.emailConfirmed,
  });
}

/** Takes a new password. */
export function resetPasswordPage(locale: Locale): string {
  const words = wordsIn(locale);
  return accountPage(locale, {
    title: ACCOUNT_WORDS.choosePassword,
    fields: `<label>${words(ACCOUNT_WORDS.newPassword)} <input name="password" type="password" autocomplete="new-password" required /></label>
     <button>${words(ACCOUNT_WORDS.save)}</button>`,
    path: '/api/v1/auth/password-resets/confirmations',
    done: ACCOUNT_WORDS.passwordChanged,
  });
}

interface AccountPage {
  readonly title: Phrase;
  readonly fields: string;
  /** Where the secret of the link is sent to. */
  readonly path: string;
  readonly done: Phrase;
}

function accountPage(locale: Locale, { title, fields, path, done }: AccountPage): string {
  const words = wordsIn(locale);
  return page(
    `${say(title, {}, locale)} – Course Plateform`,
    `<main><h1>${words(title)}</h1></main>
     <form data-path="${path}" data-done="${words(done)}">${fields}<output></output></form>
     <script src="${script}"></script>`,
    // The secret is in the address, which no other page needs to know.
    '<meta name="referrer" content="no-referrer" />',
    locale,
  );
}

function wordsIn(locale: Locale): (words: Phrase) => string {
  return (words) => escape(say(words, {}, locale));
}
