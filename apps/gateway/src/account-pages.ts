import { page } from './html';

/** The pages behind the links in mails, for as long as there is no front end of one's own. */

/** Confirms an e-mail address; not before somebody says so, because programs follow links too. */
export function verifyEmailPage(): string {
  return accountPage('Confirm your e-mail address', '<button>Confirm</button>');
}

/** Takes a new password. */
export function resetPasswordPage(): string {
  return accountPage(
    'Choose a new password',
    `<label>New password <input name="password" type="password" autocomplete="new-password" required /></label>
     <button>Save</button>`,
  );
}

function accountPage(title: string, fields: string): string {
  return page(
    `${title} – Course Plateform`,
    `<main><h1>${title}</h1></main>
     <form>${fields}<output></output></form>
     <script src="/account.js"></script>`,
    // The secret is in the address, which no other page needs to know.
    '<meta name="referrer" content="no-referrer" />',
  );
}

/** Runs in the browser: sends the secret of the link on. */
export const accountScript = `
const ways = {
  '/verify-email': ['/api/v1/auth/email-verifications/confirmations', 'Your address is confirmed.'],
  '/reset-password': ['/api/v1/auth/password-resets/confirmations', 'Your password is changed. Sign in with it.'],
};
const [path, done] = ways[location.pathname];
const form = document.querySelector('form');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const token = new URLSearchParams(location.search).get('token');
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, ...Object.fromEntries(new FormData(form)) }),
  });
  const problem = response.ok ? undefined : await response.json();
  form.querySelector('output').textContent = problem ? problem.detail : done;
});
`;
