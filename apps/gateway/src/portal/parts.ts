import { type Html, html, prose } from './html';
import type { FieldView } from './schema-fields';

/** The method in its color. */
export function methodBadge({ method }: { readonly method: string }): Html {
  return html`<span class="method is-${method.toLowerCase()}">${method}</span>`;
}

/** Code that can be scrolled with a keyboard where it is wider than the page. */
export function code(text: string, label: string): Html {
  return html`<pre
    dir="ltr"
    tabindex="0"
    role="region"
    aria-label="${label}"
  ><code>${text}</code></pre>`;
}

/** Fields one below the other, each with its type, its rules and what it means; those inside of one are folded. */
export function fieldList(fields: readonly FieldView[]): Html {
  const inside = (path: string): readonly FieldView[] =>
    fields.filter((one) => one.path.startsWith(`${path}.`) || one.path.startsWith(`${path}[].`));
  const outer = fields.filter(
    ({ path }) =>
      !fields.some(
        (one) => one.path !== path && inside(one.path).some((inner) => inner.path === path),
      ),
  );
  return html`<dl class="fields">${outer.map((field) => fieldRow(field, inside(field.path)))}</dl>`;
}

function fieldRow(field: FieldView, inside: readonly FieldView[]): Html {
  const { path, type, required, rules, description } = field;
  return html`<div>
    <dt>
      <code>${path}</code>
      <span class="quiet">${type}</span>${required && html` <span class="needed">required</span>`}
    </dt>
    ${description && html`<dd>${prose(description)}</dd>`}${rules.length > 0 && html`<dd class="rules">${rules.join(' · ')}</dd>`}
    ${
      inside.length > 0 &&
      html`<dd>
        <details>
          <summary>Fields of <code>${path}</code></summary>
          ${fieldList(inside)}
        </details>
      </dd>`
    }
  </div> `;
}

/** Words that begin like a sentence. */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
