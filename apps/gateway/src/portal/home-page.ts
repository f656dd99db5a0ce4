import { SERVICES } from '@course-plateform/types/platform';
import { page } from './html';

/** The portal's pages: plain HTML that works with a keyboard, on a phone and without anything from elsewhere. */

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
