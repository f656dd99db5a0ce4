import { type Html, html, raw } from '../html';
import { page } from '../layout';
import type { Guide } from './guides';

/** The guides, and below them where the reasons are. */
export function guidesPage(guides: readonly Guide[]): string {
  const cards = guides
    .filter(({ kind }) => kind === 'guide')
    .map(
      ({ address, title, summary }) =>
        html`<li class="card">
          <h3><a href="${address}">${title}</a></h3>
          <p class="clamped">${summary}</p>
        </li>`,
    );
  return page({
    title: 'Guides',
    section: 'guides',
    body: html`<h1>Guides</h1>
      <p class="lead">How to develop, extend and operate the platform.</p>
      <h2>By topic</h2>
      <ul class="cards">
        ${cards}
      </ul>
      <h2>To look something up</h2>
      <ul class="cards">
        <li class="card">
          <h3><a href="/guides/settings">Settings</a></h3>
          <p>Every setting with its default.</p>
        </li>
        <li class="card">
          <h3><a href="/guides/access">Access</a></h3>
          <p>Who may call which operation.</p>
        </li>
        <li class="card">
          <h3><a href="/guides/decisions">Decisions</a></h3>
          <p>What was decided, what else was weighed, and what follows.</p>
        </li>
      </ul>`,
  });
}

/** One page of the documentation. */
export function guidePage(guide: Guide, guides: readonly Guide[]): string {
  return page({
    title: guide.title,
    section: 'guides',
    sidebar: links(guide, guides),
    body: html`<article class="guide">
      <h1>${guide.title}</h1>
      ${raw(guide.body)}
    </article>`,
  });
}

/** For someone who looks up a guide that there is not. */
export function unknownGuidePage(): string {
  return page({
    title: 'Unknown guide',
    section: 'guides',
    body: html`<h1>There is no such guide</h1>
      <p><a href="/guides">All guides</a></p>`,
  });
}

function links(current: Guide, guides: readonly Guide[]): Html {
  const kind = current.kind === 'decision' ? 'decision' : 'guide';
  const beside = guides.filter((one) => one.kind === kind);
  return html`${
      current.headings.length > 1 &&
      html`<h2>On this page</h2>
        <ul>
          ${current.headings.map(({ id, text }) => html`<li><a class="side-link" href="#${id}">${text}</a></li>`)}
        </ul>`
    }
    <h2>${kind === 'guide' ? 'Guides' : 'Decisions'}</h2>
    <ul>
      ${beside.map(({ address, title }) => html`<li><a class="side-link" href="${address}" ${address === current.address && html` aria-current="page"`}>${title}</a></li>`)}
    </ul>`;
}
