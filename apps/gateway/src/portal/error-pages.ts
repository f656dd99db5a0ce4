import { type Locale, translate } from '@course-plateform/common/i18n';
import type { MessageParams, MessageDescriptor } from '@course-plateform/common/kernel';
import type { ErrorExplanation, ErrorSummary, FailingOperation } from '../problems/error-catalog';
import { type Html, html } from './html';
import { page } from './layout';
import { code, methodBadge } from './parts';
import { matches, searchForm } from './search';
import { MESSAGES } from './words';

type Translate = (message: MessageDescriptor, params?: MessageParams) => string;

/** Every failure there is, with a search. */
export function errorsPage(errors: readonly ErrorSummary[], query: string, locale: Locale): string {
  const messages = messagesIn(locale);
  const found = errors.filter((error) => matches(query, ...searched(error)));
  return page({
    title: messages(MESSAGES.failures),
    section: 'errors',
    locale,
    body: html`<h1>${messages(MESSAGES.failures)}</h1>
      <p class="lead">${messages(MESSAGES.introduction)}</p>
      ${searchForm({
        label: messages(MESSAGES.searchFailures),
        query,
        shown: found.length,
        total: errors.length,
        locale,
      })}
      <table class="stacked">
        <thead>
          <tr>
            <th scope="col">${messages(MESSAGES.code)}</th>
            <th scope="col">${messages(MESSAGES.status)}</th>
            <th scope="col">${messages(MESSAGES.meaning)}</th>
          </tr>
        </thead>
        <tbody>
          ${found.map(errorRow)}
        </tbody>
      </table>`,
  });
}

/** One failure: what it means, what to do about it, what it looks like and which operations can fail with it. */
export function errorPage(error: ErrorExplanation, example: object, locale: Locale): string {
  const messages = messagesIn(locale);
  const owner = error.owner === 'platform' ? messages(MESSAGES.everyService) : error.owner;
  return page({
    title: error.code,
    section: 'errors',
    locale,
    body: html`<p class="eyebrow"><a href="/errors">${messages(MESSAGES.allFailures)}</a></p>
      <h1>${error.title}</h1>
      <ul class="tags">
        <li class="tag"><code dir="ltr">${error.code}</code></li>
        <li>${statusTag(error.status, messages(MESSAGES.status))}</li>
        <li class="tag">${messages(MESSAGES.owner)}: ${owner}</li>
      </ul>
      <h2>${messages(MESSAGES.meaning)}</h2>
      <p>${error.detail}</p>
      <h2>${messages(MESSAGES.remedy)}</h2>
      <p>${error.remedy}</p>
      <h2>${messages(MESSAGES.example)}</h2>
      ${code(JSON.stringify(example, null, 2), messages(MESSAGES.example))}
      <h2>${messages(MESSAGES.operations)}</h2>
      ${error.operations.length > 0 ? operationLists(error.operations) : html`<p>${messages(MESSAGES.noOperation)}</p>`}`,
  });
}

/** For someone who looks up a code that there is not. */
export function unknownErrorPage(locale: Locale): string {
  const messages = messagesIn(locale);
  return page({
    title: messages(MESSAGES.unknown),
    section: 'errors',
    locale,
    body: html`<h1>${messages(MESSAGES.unknown)}</h1>
      <p><a href="/errors">${messages(MESSAGES.allFailures)}</a></p>`,
  });
}

function searched({ code: name, status, title }: ErrorSummary): string[] {
  return [name, String(status), title];
}

function errorRow(error: ErrorSummary): Html {
  const { type, code: name, status, title } = error;
  const hidden = searched(error).join(' ').toLowerCase();
  return html`<tr data-entry="${hidden}">
    <td>
      <a href="${type}"><code dir="ltr">${name}</code></a>
    </td>
    <td>${statusTag(status)}</td>
    <td>${title}</td>
  </tr> `;
}

function statusTag(status: number, label = ''): Html {
  return html`<span class="tag status-${String(status).charAt(0)}">${label} ${status}</span>`;
}

/** Folded where there are many: every operation can fail with some codes. */
function operationLists(operations: readonly FailingOperation[]): Html[] {
  return [...Map.groupBy(operations, ({ service }) => service)].map(
    ([
      service,
      ofService,
    ]) => html`<details${operations.length < 20 && html` open`}><summary>${service}</summary>
<ul class="rows">${ofService.map(operationRow)}</ul></details>`,
  );
}

function operationRow({ href, method, path }: FailingOperation): Html {
  return html`<li>
    <a href="${href}">${methodBadge({ method })} <code dir="ltr">${path}</code></a>
  </li> `;
}

function messagesIn(locale: Locale): Translate {
  return (message, params) => translate(message, params, locale);
}
