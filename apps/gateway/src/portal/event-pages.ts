import { SERVICES } from '@course-plateform/types/platform';
import type { ConversationSummary, ConversationView, MessageView, Party } from './event-catalog';
import { type Html, html, prose } from './html';
import { page } from './layout';
import { code, fieldList } from './parts';
import { matches, searchForm } from './search';

/** The events that the services publish and the requests that they send each other, service by service. */
export function eventsPage(conversations: readonly ConversationSummary[], query: string): string {
  const found = conversations.filter((one) => matches(query, ...searched(one)));
  const events = conversations.filter(({ kind }) => kind === 'event').length;
  return page({
    title: 'Events and requests',
    section: 'events',
    sidebar: html`<h2>Services</h2>
      <ul>
        ${SERVICES.map(({ name }) => html`<li><a class="side-link" href="#${name}">${name}</a></li>`)}
      </ul>`,
    body: html`<h1>Events and requests</h1>
      <p class="lead">
        What the services publish durably and what they request from each other over NATS: ${events}
        events and ${conversations.length - events} requests. The same for programs: the
        <a href="/asyncapi.json">AsyncAPI document</a>.
      </p>
      ${searchForm({
        label: 'Search subjects and meanings',
        query,
        shown: found.length,
        total: conversations.length,
      })}
      ${SERVICES.map(({ name }) => serviceSection(name, found))}`,
  });
}

/** One event or request: who takes part, and every field that travels. */
export function eventPage(view: ConversationView): string {
  const isEvent = view.kind === 'event';
  return page({
    title: view.subject,
    section: 'events',
    body: html`<p class="eyebrow"><a href="/events">All events and requests</a></p>
      <h1><code>${view.subject}</code></h1>
      <p>${prose(view.summary)}</p>
      ${view.supersededBy && html`<p class="note">An earlier version. Consumers get it in the form of ${subjectLink(view.supersededBy)}.</p>`}
      <dl>
        <dt>${isEvent ? 'Published by' : 'Handled by'}</dt>
        <dd>${serviceLink(view.owner)}</dd>
        <dt>${isEvent ? 'Consumers' : 'Callers'}</dt>
        <dd>${parties(view.others)}</dd>
      </dl>
      ${messageSection(isEvent ? 'Event' : 'Request', view.message)}
      ${view.response && messageSection('Reply', view.response)}
      ${view.refusal && messageSection('Failure', view.refusal)}`,
  });
}

/** For someone who looks up a subject that there is not. */
export function unknownEventPage(): string {
  return page({
    title: 'Unknown subject',
    section: 'events',
    body: html`<h1>There is no such subject</h1>
      <p><a href="/events">All events and requests</a></p>`,
  });
}

function searched({ subject, summary, owner, others }: ConversationSummary): string[] {
  return [subject, summary, owner, ...others.map(({ service }) => service)];
}

function serviceSection(name: string, conversations: readonly ConversationSummary[]): Html {
  const own = conversations.filter(({ owner }) => owner === name);
  const taken = conversations.filter(({ others }) => others.some((one) => one.service === name));
  const isEvent = ({ kind }: ConversationSummary): boolean => kind === 'event';
  const isRequest = ({ kind }: ConversationSummary): boolean => kind === 'request';
  return html`<section id="${name}">
    <h2>${name}</h2>
    ${ownTable('Publishes', 'Consumers', own.filter(isEvent))}
    ${ownTable('Handles', 'Callers', own.filter(isRequest))}
    ${subjectList('Consumes', taken.filter(isEvent))}
    ${subjectList('Calls', taken.filter(isRequest))}
    ${own.length + taken.length === 0 && html`<p>Neither events nor requests.</p>`}
  </section>`;
}

function ownTable(
  title: string,
  others: string,
  conversations: readonly ConversationSummary[],
): Html | undefined {
  if (conversations.length === 0) return undefined;
  const rows = conversations.map(
    (one) =>
      html`<tr data-entry="${searched(one).join(' ').toLowerCase()}">
        <td>${subjectLink(one.subject)}</td>
        <td>${prose(one.summary)}</td>
        <td>${parties(one.others)}</td>
      </tr> `,
  );
  return html`<div data-group>
    <h3>${title}</h3>
    <table class="stacked">
      <thead>
        <tr>
          <th scope="col">Subject</th>
          <th scope="col">Meaning</th>
          <th scope="col">${others}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function subjectList(
  title: string,
  conversations: readonly ConversationSummary[],
): Html | undefined {
  if (conversations.length === 0) return undefined;
  const items = conversations.map(({ subject }) => html`<li>${subjectLink(subject)}</li>`);
  return html`<div data-detail>
    <h3>${title}</h3>
    <ul>
      ${items}
    </ul>
  </div>`;
}

function messageSection(title: string, { headers, body, examples }: MessageView): Html {
  return html`<h2>${title}</h2>
    ${fieldSection('Fields', body)}${fieldSection('Headers', headers)}
    ${examples.map(
      (example) =>
        html`<details>
          <summary>${example.title}</summary>
          ${code(example.json, `${title}: ${example.title}`)}
        </details>`,
    )}`;
}

function fieldSection(title: string, fields: MessageView['body']): Html | undefined {
  return fields.length > 0
    ? html`<h3>${title}</h3>
        ${fieldList(fields)}`
    : undefined;
}

function parties(others: readonly Party[]): Html | string {
  if (others.length === 0) return 'none yet';
  const named = others.map(
    ({ service, purpose }, index) =>
      html`${index > 0 && ', '}${serviceLink(service)}${purpose !== undefined && ` (${purpose})`}`,
  );
  return html`${named}`;
}

function serviceLink(name: string): Html {
  return html`<a href="/events#${name}">${name}</a>`;
}

function subjectLink(subject: string): Html {
  return html`<a href="/events/${subject}"><code>${subject}</code></a>`;
}
