import { STATUS_CODES } from 'node:http';
import type { ErrorSummary } from '../../problems/error-catalog';
import { type Html, html, prose } from '../html';
import { page } from '../layout';
import { code, fieldList, methodBadge } from '../parts';
import type { FieldGroup } from '../schema-fields';
import type { BodyView, OperationView, ResponseView } from './catalog';
import { operationLinks } from './reference-page';
import { clientSample, curlSample } from './samples';

const PLACES = [
  ['path', 'Path parameters'],
  ['query', 'Query parameters'],
  ['header', 'Headers'],
] as const;

export interface OperationContext {
  /** The operations of the same service. */
  readonly siblings: readonly OperationView[];
  /** What its codes mean. */
  readonly errors: readonly ErrorSummary[];
  /** Where the examples send their requests. */
  readonly origin: string;
}

/** One operation with everything that a caller has to know. */
export function operationPage(operation: OperationView, context: OperationContext): string {
  const { id, service, tag, summary, description, path } = operation;
  return page({
    title: summary,
    section: 'reference',
    sidebar: operationLinks(context.siblings, id),
    body: html`<p class="eyebrow">
        <a href="/reference">Reference</a> / <a href="/reference#${service}">${service}</a> / ${tag}
      </p>
      <div class="operation">
        <div>
          <h1>${summary}</h1>
          <p class="endpoint">
            ${methodBadge(operation)}<code>${path}</code>
            <a class="button" href="/docs?service=${service}#/${encodeURIComponent(tag)}/${id}"
              >Try it</a
            >
          </p>
          ${description && html`<p>${prose(description)}</p>`} ${properties(operation)}
          ${PLACES.map(([place, title]) => parameterSection(operation, place, title))}
          ${
            operation.body &&
            html`<h2>Request body</h2>
              ${bodySection(operation.body)}`
          }
          <h2>Responses</h2>
          ${operation.responses.map(responseSection)} ${errorSection(context.errors)}
        </div>
        ${samples(operation, context.origin)}
      </div>
      ${pager(operation, context.siblings)}`,
  });
}

/** For someone who looks up an operation that there is not. */
export function unknownOperationPage(): string {
  return page({
    title: 'Unknown operation',
    section: 'reference',
    body: html`<h1>There is no such operation</h1>
      <p><a href="/reference">All operations</a></p>`,
  });
}

function properties({ signIn, permission, rateLimit, id }: OperationView): Html {
  const token = {
    always: 'Access token required',
    optional: 'Access token optional',
    never: 'No access token',
  };
  return html`<ul class="tags">
    <li class="tag">${token[signIn]}</li>
    ${permission && html`<li class="tag">Permission <code>${permission}</code></li>`}
    ${rateLimit && html`<li class="tag">Rate limit class ${rateLimit}</li>`}
    <li class="tag">Operation <code>${id}</code></li>
  </ul>`;
}

function parameterSection(
  operation: OperationView,
  place: string,
  title: string,
): Html | undefined {
  const parameters = operation.parameters.filter((one) => one.in === place);
  return parameters.length > 0
    ? html`<h2>${title}</h2>
        ${fieldList(parameters)}`
    : undefined;
}

function bodySection({ type, groups }: BodyView): Html {
  if (groups.length === 0) return html`<p>A file: <code>${type}</code>.</p>`;
  return html`<p class="quiet"><code>${type}</code></p>
    ${groups.map(groupSection)}`;
}

function groupSection({ variant, fields }: FieldGroup): Html {
  return html`${variant !== undefined && html`<h3>When <code>${variant}</code></h3>`}${fields.length > 0 && fieldList(fields)}`;
}

function responseSection({ status, description, body }: ResponseView): Html {
  const name = STATUS_CODES[status] ?? '';
  return html`<h3><span class="tag status-${status.charAt(0)}">${status} ${name}</span></h3>
    ${description && html`<p>${prose(description)}</p>`}
    ${
      body &&
      html`<details data-wide-only>
        <summary>Fields</summary>
        ${bodySection(body)}
      </details>`
    }`;
}

function errorSection(errors: readonly ErrorSummary[]): Html | undefined {
  if (errors.length === 0) return undefined;
  const rows = errors.map(
    ({ type, code, status, title }) =>
      html`<tr>
        <td><span class="tag status-${String(status).charAt(0)}">${status}</span></td>
        <td>
          <a href="${type}"><code>${code}</code></a>
        </td>
        <td>${title}</td>
      </tr>`,
  );
  return html`<h2>Errors</h2>
    <table class="stacked">
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col">Code</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    <p class="quiet">
      Every operation can also fail for reasons that have nothing to do with it: see
      <a href="/errors">all errors</a>.
    </p>`;
}

function samples(operation: OperationView, origin: string): Html {
  const response = operation.responses.find(({ body }) => body?.example !== undefined);
  return html`<section class="samples" aria-label="Examples">
    <h2>Request</h2>
    ${code(curlSample(operation, origin), 'Request with curl')}
    <h2>With the client</h2>
    ${code(clientSample(operation), 'Request with the client')}
    ${
      response &&
      html`<h2>Response</h2>
        ${code(JSON.stringify(response.body?.example, null, 2), 'Response')}`
    }
  </section>`;
}

function pager({ id }: OperationView, siblings: readonly OperationView[]): Html {
  const index = siblings.findIndex((one) => one.id === id);
  const [before, after] = [siblings[index - 1], siblings[index + 1]];
  return html`<nav class="pager" aria-label="Operations before and after">
    <span
      >${before && html`<a rel="prev" href="/reference/${before.id}">← ${before.summary}</a>`}</span
    >
    <span
      >${after && html`<a rel="next" href="/reference/${after.id}">${after.summary} →</a>`}</span
    >
  </nav>`;
}
