// Shows one document at a time in Swagger UI and hands it the token of the session.
const service = document.getElementById('service');
const form = document.getElementById('sign-in');
const out = document.getElementById('sign-out');
const state = document.getElementById('state');
const GOOGLE = 'portal-google';

// What Google's way back brings; neither Swagger UI nor the history is to keep it.
const isWayBack = location.pathname === '/signed-in';
const brought = new URLSearchParams(isWayBack ? location.hash.slice(1) : '');
if (isWayBack) history.replaceState(null, '', '/docs');

const dark = matchMedia('(prefers-color-scheme: dark)');
const followScheme = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
followScheme();
dark.addEventListener('change', followScheme);

const names = [...service.options].map(({ value }) => value);
const wanted = new URLSearchParams(location.search).get('service');
service.value = names.includes(wanted) ? wanted : 'auth';
const documentUrl = () => '/docs/openapi/' + service.value + '.json';

// Swagger UI types examples into fields; filters that nobody asked for would find nothing.
const emptyFilters = (spec) => {
  for (const item of Object.values(spec.paths)) {
    for (const { parameters = [] } of Object.values(item)) {
      for (const one of parameters) {
        if (one.in === 'query' && !one.required && one.schema) delete one.schema.example;
      }
    }
  }
  return spec;
};
// Where a token may be left out, the lock is open until there is one.
const withToken = (securities) => securities && securities.filter((one) => one.size > 0);
const plugin = ({ React, getComponent }) => ({
  components: {
    // Swagger UI complains of lists of ids when there is no field of its own for them.
    JsonSchema_string_uuid: (props) =>
      React.createElement(getComponent('JsonSchema_string'), props),
  },
  statePlugins: {
    spec: { wrapActions: { updateJsonSpec: (update) => (spec) => update(emptyFilters(spec)) } },
    auth: {
      wrapSelectors: {
        isAuthorized: (ask) => (all, securities) => ask(withToken(securities)),
      },
    },
  },
});

const show = () => {
  const { current } = session;
  if (current) ui.preauthorizeApiKey('bearer', current.accessToken);
  else ui.authActions.logout(['bearer']);
  out.hidden = !current;
  form.hidden = Boolean(current);
  state.textContent = current ? 'Signed in as ' + current.email : 'Not signed in';
};

const ui = SwaggerUIBundle({
  dom_id: '#swagger',
  url: documentUrl(),
  layout: 'BaseLayout',
  presets: [SwaggerUIBundle.presets.apis],
  deepLinking: true,
  plugins: [plugin],
  // Only a loaded document has a scheme to give the token to.
  onComplete: () => session.current && show(),
});

service.addEventListener('change', () => {
  history.replaceState(null, '', '/docs?service=' + service.value);
  ui.specActions.updateUrl(documentUrl());
  ui.specActions.download(documentUrl());
});

const signIn = async (path, body) => {
  const problem = await session.start(path, body);
  if (problem) state.textContent = problem.detail;
  else show();
};
form.addEventListener('submit', (event) => {
  event.preventDefault();
  signIn('/api/v1/auth/sessions', Object.fromEntries(new FormData(form)));
});
out.addEventListener('click', async () => {
  const ended = session.end();
  show();
  await ended;
});

// A foreign page could lead here with a code of its own account; only a tab that has left for Google takes one back.
document.getElementById('google').addEventListener('click', () => {
  sessionStorage.setItem(GOOGLE, 'left');
});
const hasLeft = sessionStorage.getItem(GOOGLE) === 'left';
if (isWayBack) sessionStorage.removeItem(GOOGLE);
if (brought.has('error')) state.textContent = 'Not signed in: ' + brought.get('error');
else if (brought.has('code') && hasLeft) {
  signIn('/api/v1/auth/oauth/exchanges', { code: brought.get('code') });
}
