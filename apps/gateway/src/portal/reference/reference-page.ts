import { SERVICES } from '@course-plateform/types/platform';
import { type Html, html } from '../html';
import { page } from '../layout';
import { methodBadge, sentence } from '../parts';
import { matches, searchForm } from '../search';
import type { OperationView } from './catalog';

/** All operations, by service and tag, with a search. */
export function referencePage(operations: readonly OperationView[], query: string): string {
  const found = operations.filter((operation) => matches(query, ...searched(operation)));
  const services = [...Map.groupBy(found, ({ service }) => service)];
  return page({
    title: 'Reference',
    section: 'reference',
    sidebar: serviceLinks(services.map(([service]) => service)),
    body: html`<h1>API reference</h1>
      <p class="lead">
        Every operation of the platform: what it takes, what it returns, how it fails. The same for
        programs: the <a href="/openapi.json">OpenAPI document</a>.
      </p>
      ${searchForm({
        label: 'Search operations',
        query,
        shown: found.length,
        total: operations.length,
      })}
      ${services.map(([service, ofService]) => serviceSection(service, ofService))}`,
  });
}

/** Everything that an operation is found by. */
function searched(operation: OperationView): string[] {
  const { id, method, path, summary, description, service, tag, errorCodes } = operation;
  return [id, method, path, summary, description, service, tag, ...errorCodes];
}

function serviceLinks(services: readonly string[]): Html {
  const all = SERVICES.filter(({ name }) => services.includes(name));
  return html`<h2>Services</h2>
    <ul>
      ${all.map(({ name }) => html`<li><a class="side-link" href="#${name}">${name}</a></li>`)}
    </ul>`;
}

function serviceSection(service: string, operations: readonly OperationView[]): Html {
  const tags = [...Map.groupBy(operations, ({ tag }) => tag)];
  return html`<section id="${service}" data-group>
    <h2>${service}</h2>
    ${tags.map(
      ([tag, ofTag]) =>
        html`<div data-group>
          ${tags.length > 1 && html`<h3>${sentence(tag)}</h3>`}
          <ul class="rows">
            ${ofTag.map(operationRow)}
          </ul>
        </div>`,
    )}
  </section>`;
}

function operationRow(operation: OperationView): Html {
  const { id, path, summary } = operation;
  const hidden = searched(operation).join(' ').toLowerCase();
  return html`<li data-entry="${hidden}">
    <a href="/reference/${id}"
      >${methodBadge(operation)} <strong>${summary}</strong> <code>${path}</code></a
    >
  </li> `;
}

/** The operations of a service, as links beside one of them. */
export function operationLinks(operations: readonly OperationView[], current: string): Html {
  return html`<ul>
      <li><a class="side-link" href="/reference">All operations</a></li>
    </ul>
    ${[...Map.groupBy(operations, ({ tag }) => tag)].map(
      ([tag, ofTag]) =>
        html`<h2>${sentence(tag)}</h2>
          <ul>
            ${ofTag.map(
              ({ id, summary }) =>
                html`<li>
                  <a
                    class="side-link"
                    href="/reference/${id}"
                    ${id === current && html` aria-current="page"`}
                    >${summary}</a
                  >
                </li>`,
            )}
          </ul>`,
    )}`;
}
