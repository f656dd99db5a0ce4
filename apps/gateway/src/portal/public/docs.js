// Shows the documents, and hands the token of the session to Swagger UI.
// The services in the order of the list, as the page names them.
const names = document.getElementById('swagger').dataset.services.split(' ');
const KEPT = 'docs-session';

// What Google's way back tells; neither Swagger UI nor the history is to keep it.
const told = new URLSearchParams(location.pathname === '/signed-in' ? location.hash.slice(1) : '');
if (location.pathname === '/signed-in') history.replaceState(null, '', '/docs');

// The address names the service the way Swagger UI writes it; ?service= is the short form of links.
const query = new URLSearchParams(location.search);
const wanted = query.get('urls.primaryName') ?? query.get('service');
const first = names.includes(wanted) ? wanted : 'auth';
if (query.has('service')) {
  history.replaceState(null, '', '/docs?urls.primaryName=' + first + location.hash);
}

// Swagger UI types examples into fields; filters that nobody asked for would find nothing.
const emptyFilters = (spec) => {
  for (const item of Object.values(spec.paths)) {
    for (const { parameters = [] } of Object.values(item)) {
      for (const one of parameters)
        if (one.in === 'query' && !one.required) delete one.schema.example;
    }
  }
  return spec;
};
// Where a token may be left out, the lock is open until there is one.
const withToken = (securities) => securities && securities.filter((one) => one.size > 0);
const plugin = () => ({
  statePlugins: {
    spec: { wrapActions: { updateJsonSpec: (update) => (spec) => update(emptyFilters(spec)) } },
    auth: {
      wrapSelectors: {
        isAuthorized: (ask) => (state, securities) => ask(withToken(securities)),
      },
    },
  },
});

// The access token alone, in this tab alone: a copied tab must not use a refresh token a second time.
const kept = () => {
  const session = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
  return session && session.expiresAt > Date.now() ? session : undefined;
};
const form = document.getElementById('sign-in');
const out = document.getElementById('sign-out');
const state = document.getElementById('state');
const show = () => {
  const session = kept();
  if (session) ui.preauthorizeApiKey('bearer', session.accessToken);
  else ui.authActions.logout(['bearer']);
  out.hidden = !session;
  state.textContent = session ? 'Signed in as ' + session.email : 'Not signed in';
};

const ui = SwaggerUIBundle({
  dom_id: '#swagger',
  urls: names.map((name) => ({ name, url: '/docs/openapi/' + name + '.json' })),
  'urls.primaryName': first,
  layout: 'StandaloneLayout',
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  deepLinking: true,
  plugins: [plugin],
  // Only a loaded document has a scheme to give the token to.
  onComplete: () => kept() && show(),
});

const signIn = async (path, body) => {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) {
    state.textContent = answer.detail;
    return;
  }
  const { accessToken, expiresIn, user } = answer;
  const session = { accessToken, email: user.email, expiresAt: Date.now() + expiresIn * 1000 };
  sessionStorage.setItem(KEPT, JSON.stringify(session));
  show();
};
form.addEventListener('submit', (event) => {
  event.preventDefault();
  signIn('/api/v1/auth/sessions', Object.fromEntries(new FormData(form)));
});
out.addEventListener('click', async () => {
  const { accessToken } = kept() ?? {};
  sessionStorage.removeItem(KEPT);
  show();
  if (!accessToken) return;
  await fetch('/api/v1/auth/sessions/current', {
    method: 'DELETE',
    headers: { authorization: 'Bearer ' + accessToken },
  });
});
if (told.has('code')) signIn('/api/v1/auth/oauth/exchanges', { code: told.get('code') });
else if (told.has('error')) state.textContent = 'Not signed in: ' + told.get('error');
