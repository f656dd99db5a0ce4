import { SERVICES } from '@course-plateform/types/platform';
import type {
  ConversationSummary,
  ConversationView,
  FieldView,
  MessageView,
  Party,
} from './event-catalog';
import { escape, page } from './html';

/** What the services tell and ask each other, service by service. */
export function eventsPage(conversations: readonly ConversationSummary[]): string {
  const links = SERVICES.map(({ name }) => `<a href="#${name}">${name}</a>`).join(' · ');
  const sections = SERVICES.map(({ name }) => serviceSection(name, conversations)).join('\n');
  const events = conversations.filter(({ kind }) => kind === 'event').length;
  return page(
    'Events and questions – Course Plateform',
    `<main><p><a href="/">Portal</a></p><h1>Events and questions</h1>
     <p>What the services tell each other durably, and what they ask each other: ${events} events and
     ${conversations.length - events} questions. The same for programs: <a href="/asyncapi.json">AsyncAPI document</a>.</p>
     <p>${links}</p>
     ${sections}</main>`,
  );
}

/** One event or question: who takes part, and every field that travels. */
export function eventPage(view: ConversationView): string {
  const isEvent = view.kind === 'event';
  const superseded = view.supersededBy
    ? `<p>An earlier version. Its readers get it in the form of ${subjectLink(view.supersededBy)}.</p>`
    : '';
  return page(
    `${view.subject} – Course Plateform`,
    `<main><p><a href="/events">All events and questions</a></p>
     <h1><code>${escape(view.subject)}</code></h1>
     <p>${prose(view.summary)}</p>${superseded}
     <dl><dt>${isEvent ? 'Told by' : 'Answered by'}</dt><dd>${serviceLink(view.owner)}</dd>
     <dt>${isEvent ? 'Listening' : 'Asked by'}</dt><dd>${parties(view.others)}</dd></dl>
     ${messageSection(isEvent ? 'The event' : 'The question', view.message)}
     ${view.answer ? messageSection('The answer', view.answer) : ''}
     ${view.refusal ? messageSection('When it is refused', view.refusal) : ''}</main>`,
  );
}

/** For somebody who looks up a subject that there is not. */
export function unknownEventPage(): string {
  return page(
    'Unknown subject – Course Plateform',
    '<main><h1>Nobody says anything under this subject</h1><p><a href="/events">All events and questions</a></p></main>',
  );
}

function serviceSection(name: string, conversations: readonly ConversationSummary[]): string {
  const own = conversations.filter(({ owner }) => owner === name);
  const heard = conversations.filter(({ others }) => others.some((one) => one.service === name));
  const isEvent = ({ kind }: ConversationSummary): boolean => kind === 'event';
  const isQuestion = ({ kind }: ConversationSummary): boolean => kind === 'question';
  return `<section id="${name}"><h2>${name}</h2>
    ${ownTable('Tells', 'Listening', own.filter(isEvent))}
    ${ownTable('Answers', 'Asked by', own.filter(isQuestion))}
    ${subjectList('Listens to', heard.filter(isEvent))}
    ${subjectList('Asks', heard.filter(isQuestion))}
    ${own.length + heard.length === 0 ? '<p>Neither tells nor asks anything.</p>' : ''}</section>`;
}

function ownTable(
  title: string,
  others: string,
  conversations: readonly ConversationSummary[],
): string {
  if (conversations.length === 0) return '';
  const rows = conversations.map(
    ({ subject, summary, others: parts }) =>
      `<tr><td>${subjectLink(subject)}</td><td>${prose(summary)}</td><td>${parties(parts)}</td></tr>`,
  );
  return `<h3>${title}</h3><table class="stacked"><thead><tr><th>Subject</th><th>Meaning</th><th>${others}</th></tr></thead>
    <tbody>${rows.join('\n')}</tbody></table>`;
}

function subjectList(title: string, conversations: readonly ConversationSummary[]): string {
  if (conversations.length === 0) return '';
  const items = conversations.map(({ subject }) => `<li>${subjectLink(subject)}</li>`);
  return `<h3>${title}</h3><ul>${items.join('')}</ul>`;
}

function messageSection(title: string, { headers, body, examples }: MessageView): string {
  const shown = examples.map(
    (example) =>
      `<details><summary>${escape(example.title)}</summary><pre><code>${escape(example.json)}</code></pre></details>`,
  );
  return `<h2>${title}</h2>
    ${fieldTable('Fields', body)}${fieldTable('Headers', headers)}${shown.join('\n')}`;
}

function fieldTable(title: string, fields: readonly FieldView[]): string {
  if (fields.length === 0) return '';
  const rows = fields.map(
    ({ path, type, required, rules, description }) =>
      `<tr><td><code>${escape(path)}</code></td><td>${escape(type)}${required ? '' : ', optional'}</td>
       <td>${escape(rules.join(' · '))}</td><td>${prose(description)}</td></tr>`,
  );
  return `<h3>${title}</h3><table class="stacked"><thead><tr><th>Name</th><th>Type</th><th>Rules</th><th>Meaning</th></tr></thead>
    <tbody>${rows.join('\n')}</tbody></table>`;
}

/** A sentence of a doc comment, in which names stand in back ticks. */
function prose(text: string): string {
  return escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function parties(others: readonly Party[]): string {
  if (others.length === 0) return 'nobody yet';
  return others
    .map(
      ({ service, purpose }) =>
        serviceLink(service) + (purpose === undefined ? '' : ` (${escape(purpose)})`),
    )
    .join(', ');
}

function serviceLink(name: string): string {
  return `<a href="/events#${escape(name)}">${escape(name)}</a>`;
}

function subjectLink(subject: string): string {
  return `<a href="/events/${escape(subject)}"><code>${escape(subject)}</code></a>`;
}
