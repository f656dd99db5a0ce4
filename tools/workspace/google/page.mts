const STYLE = `
  body { font: 16px/1.5 sans-serif; max-width: 26rem; margin: 2rem auto; padding: 0 1rem }
  label { display: block; margin: .8rem 0 } input:not([type=checkbox]) { font: inherit; width: 100% }
  button { font: inherit; margin-right: .5rem }`;

/** The page to choose an account. @param query of the authorization request, which goes on when someone was chosen */
export function consentPage(query: URLSearchParams): string {
  const hidden = [...query].map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Stand-in for Google</title><style>${STYLE}</style></head><body>`,
    '<h1>Stand-in for Google</h1><p>It believes you. Nothing leaves this machine.</p>',
    `<form action="/authorize">${hidden.join('')}`,
    '<label>E-mail <input name="login_hint" type="email" required value="ada.lovelace@example.com"></label>',
    '<label>First name <input name="given_name" placeholder="from the address"></label>',
    '<label>Last name <input name="family_name" placeholder="from the address"></label>',
    '<label><input type="checkbox" name="email_verified" value="false"> Google has not confirmed this address</label>',
    '<button>Continue</button> <button name="deny" value="yes" formnovalidate>Refuse</button></form>',
    '</body></html>',
  ].join('\n');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
