import { SERVICES } from '@course-plateform/types/platform';
import { portalAsset } from './assets';
import type { DemoAccount, Development } from './development';
import { type Html, html } from './html';
import { page } from './layout';
import { code } from './parts';

const scripts = [portalAsset('session.js', 'home.js')];

/** How much there is of what. */
export interface Counts {
  readonly operations: number;
  readonly errors: number;
  readonly events: number;
  readonly guides: number;
}

/** What there is, how to begin, and in development who can sign in. */
export function homePage(counts: Counts, origin: string, development?: Development): string {
  return page({
    shape: 'home',
    scripts: development ? scripts : [],
    body: html`<div class="hero">
        <h1>Build on a complete course marketplace</h1>
        <p class="lead">
          Write courses, sell them, teach, test and certify: ten services behind one address, REST
          first, with a GraphQL catalog, durable events and a typed client.
        </p>
        <p class="actions">
          <a class="button primary" href="/docs">Try the API</a>
          <a class="button" href="/reference">Browse the reference</a>
        </p>
      </div>
      ${development && demoPanel(development)}
      <h2>Three steps</h2>
      ${steps(
        origin,
        development?.accounts.find(({ role }) => !['admin', 'instructor'].includes(role)),
      )}
      <h2>Everything in one place</h2>
      ${cards(counts)}
      <h2 id="services">Services</h2>
      ${serviceTable(development !== undefined)}`,
  });
}

function steps(origin: string, account?: DemoAccount): Html {
  const { email, password } = account ?? { email: 'you@example.com', password: 'Your-Password-1' };
  const signIn = `TOKEN=$(curl -s ${origin}/api/v1/auth/sessions \\
  -H 'Content-Type: application/json' \\
  -d '{"email":"${email}","password":"${password}"}' \\
  | jq -r .accessToken)`;
  const call = `curl ${origin}/api/v1/users/me \\
  -H "Authorization: Bearer $TOKEN"

curl '${origin}/api/v1/courses?q=web&limit=3'`;
  const client = `import { createClient, unwrap }
  from '@course-plateform/client';

const client = createClient({ baseUrl: '${origin}' });
const { items } = await unwrap(
  client.GET('/api/v1/courses'),
);`;
  return html`<ol class="steps">
    <li>
      <h3>Get an access token</h3>
      <p>
        ${account ? 'With an account of the demo.' : html`With your account; <a href="/reference/register">register</a> first.`}
      </p>
      ${code(signIn, 'Get an access token')}
    </li>
    <li>
      <h3>Call the API</h3>
      <p>As the caller of the token, or without one.</p>
      ${code(call, 'Call the API')}
    </li>
    <li>
      <h3>Use the typed client</h3>
      <p>Every route, body and error code has a type.</p>
      ${code(client, 'Use the typed client')}
    </li>
  </ol>`;
}

function demoPanel({ accounts, mailboxUrl }: Development): Html {
  const first = [...Map.groupBy(accounts, ({ role }) => role).values()].flatMap(
    ([one]) => one ?? [],
  );
  return html`<section class="panel" aria-labelledby="demo">
    <h2 id="demo">On this machine</h2>
    ${
      accounts.length > 0 &&
      html`<p>Sign in with an account of the demo and try the API as its owner.</p>
        <ul class="accounts">
          ${first.map(accountRow)}
        </ul>
        <p id="demo-state" role="status"></p>`
    }
    <p>
      <a href="/checkout">Buy a course by card</a> with a test card, on a page that uses the typed
      client, and <a href="/player">play the videos</a> of your courses.
    </p>
    ${mailboxUrl !== undefined && html`<p>Everything the platform mails is in the <a href="${mailboxUrl}">mailbox</a>; nothing leaves this machine.</p>`}
  </section>`;
}

function accountRow({ role, email, password }: DemoAccount): Html {
  return html`<li>
    <span class="who"><strong>${role}</strong> <code>${email}</code> <code>${password}</code></span>
    <button type="button" data-email="${email}" data-password="${password}">
      Sign in as ${role}
    </button>
  </li>`;
}

function cards({ operations, errors, events, guides }: Counts): Html {
  const all = [
    ['/reference', 'Reference', `${operations} operations with fields, examples and errors.`],
    ['/docs', 'Try it', 'Swagger UI: sign in and send requests from the browser.'],
    ['/graphiql', 'GraphQL', 'GraphiQL for the course catalog, with its schema.'],
    ['/errors', 'Errors', `${errors} codes: what each means and what to do.`],
    ['/events', 'Events', `${events} events and requests between the services.`],
    ['/guides', 'Guides', `${guides} guides: develop, extend and operate the platform.`],
  ] as const;
  return html`<ul class="cards">
    ${all.map(
      ([href, title, text]) =>
        html`<li class="card">
          <h3><a href="${href}">${title}</a></h3>
          <p>${text}</p>
        </li>`,
    )}
  </ul>`;
}

/** @param local whether the services listen on this machine, so that their own pages can be opened */
function serviceTable(local: boolean): Html {
  const rows = SERVICES.map(
    ({ name, port, prefixes }) =>
      html`<tr>
        <td><a href="/reference#${name}">${name}</a></td>
        <td>${prefixes.map((segment) => html`<code>/api/v1/${segment}</code> `)}</td>
        ${local && html`<td class="together"><a href="http://127.0.0.1:${port}/health/ready">health</a> · <a href="http://127.0.0.1:${port}/metrics">metrics</a> · <a href="http://127.0.0.1:${port}/docs">docs</a></td>`}
      </tr>`,
  );
  return html`<table class="stacked">
    <thead>
      <tr>
        <th scope="col">Service</th>
        <th scope="col">Prefixes</th>
        ${local && html`<th scope="col">On its own port</th>`}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}
