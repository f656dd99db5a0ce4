import { SERVICES } from '@course-plateform/types/platform';
import { page } from './html';

/** The portal's pages: plain HTML that works with a keyboard, on a phone and without anything from elsewhere. */

export const styleSheet = `
:root { color-scheme: light dark; --ink: #1c1d1f; --paper: #fff; --line: #d1d7dc; --accent: #5022c3 }
@media (prefers-color-scheme: dark) { :root { --ink: #f7f9fa; --paper: #1c1d1f; --line: #3e4143; --accent: #c0a9ff } }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem }
a { color: var(--accent) }
table { border-collapse: collapse; width: 100%; display: block; overflow-x: auto }
th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere }
td code { overflow-wrap: normal }
.together { white-space: nowrap }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
pre { overflow-x: auto }
@media (max-width: 40rem) {
  .stacked thead { display: none }
  .stacked tr { display: block; padding: .4rem 0; border-bottom: 1px solid var(--line) }
  .stacked td { display: block; padding: 0; border: 0 }
  .stacked td code { overflow-wrap: anywhere }
}
form { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; padding: .75rem 1.5rem; border-bottom: 1px solid var(--line) }
input, select, button { font: inherit; padding: .3rem .6rem }
#swagger { background: #fff }
`;

/** What there is and where. */
export function homePage(): string {
  const rows = SERVICES.map(
    ({ name, port, prefixes }) =>
      `<tr><td><a href="/docs?service=${name}">${name}</a></td>
       <td>${prefixes.map((segment) => `<code>/api/v1/${segment}</code>`).join(' ')}</td>
       <td class="together"><a href="http://127.0.0.1:${port}/health/ready">health</a> · <a href="http://127.0.0.1:${port}/metrics">metrics</a> · <a href="http://127.0.0.1:${port}/docs">docs</a></td></tr>`,
  ).join('\n');
  return page(
    'Course Plateform',
    `<main><h1>Course Plateform</h1>
     <p>Ten services behind one address. <a href="/docs">Try the interface</a>, ask the
     <a href="/course/graphiql">course catalog in GraphQL</a>, look up
     <a href="/errors">what a failure means</a>, or read
     <a href="/events">what the services tell and ask each other</a>.</p>
     <table class="stacked"><thead><tr><th>Service</th><th>Owns</th><th>On its own port</th></tr></thead>
     <tbody>${rows}</tbody></table></main>`,
  );
}

/** Swagger UI over the ten documents, with a way to sign in. */
export function docsPage(): string {
  return page(
    'Try the interface – Course Plateform',
    `<form id="sign-in" aria-label="Sign in">
       <a href="/">Portal</a>
       <label>E-mail <input name="email" type="email" autocomplete="username" required /></label>
       <label>Password <input name="password" type="password" autocomplete="current-password" required /></label>
       <button>Sign in</button>
       <output id="state">Not signed in</output>
       <a href="/api/v1/auth/oauth/google">Sign in with Google</a>
     </form>
     <div id="swagger"></div>
     <script src="/docs/assets/swagger-ui-bundle.js"></script>
     <script src="/docs/docs.js"></script>`,
    '<link rel="stylesheet" href="/docs/assets/swagger-ui.css" />',
  );
}

/** Runs in the browser: shows the documents and hands the token of the session to Swagger UI. */
export const docsScript = `
const names = ${JSON.stringify(SERVICES.map(({ name }) => name))};
const wanted = new URLSearchParams(location.search).get('service');
const first = names.includes(wanted) ? wanted : 'auth';
// What Google's way back tells; neither Swagger UI nor the history is to keep it.
const told = new URLSearchParams(location.pathname === '/signed-in' ? location.hash.slice(1) : '');
if (location.pathname === '/signed-in') history.replaceState(null, '', '/docs');
let token;
// Swagger UI types examples into fields; filters that nobody asked for would find nothing.
const emptyFilters = (spec) => {
  for (const item of Object.values(spec.paths)) {
    for (const { parameters = [] } of Object.values(item)) {
      for (const one of parameters) if (one.in === 'query' && !one.required) delete one.schema.example;
    }
  }
  return spec;
};
const plugin = () => ({
  statePlugins: { spec: { wrapActions: { updateJsonSpec: (update) => (spec) => update(emptyFilters(spec)) } } },
});
const ui = SwaggerUIBundle({
  dom_id: '#swagger',
  url: '/docs/openapi/' + first + '.json',
  layout: 'BaseLayout',
  deepLinking: true,
  plugins: [plugin],
  requestInterceptor: (request) => {
    if (token && !request.headers.Authorization) request.headers.Authorization = 'Bearer ' + token;
    return request;
  },
});
const form = document.getElementById('sign-in');
const picker = document.createElement('select');
picker.setAttribute('aria-label', 'Service');
for (const name of names) picker.add(new Option(name, name, false, name === first));
picker.addEventListener('change', () => {
  ui.specActions.updateUrl('/docs/openapi/' + picker.value + '.json');
  ui.specActions.download('/docs/openapi/' + picker.value + '.json');
});
form.insertBefore(picker, form.children[1]);
const state = document.getElementById('state');
const signIn = async (path, body) => {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  token = response.ok ? answer.accessToken : undefined;
  state.textContent = response.ok ? 'Signed in as ' + answer.user.email : answer.detail;
};
form.addEventListener('submit', (event) => {
  event.preventDefault();
  signIn('/api/v1/auth/sessions', Object.fromEntries(new FormData(form)));
});
if (told.has('code')) signIn('/api/v1/auth/oauth/exchanges', { code: told.get('code') });
else if (told.has('error')) state.textContent = 'Not signed in: ' + told.get('error');
`;
