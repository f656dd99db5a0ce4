import { type Locale, translate } from '@course-plateform/common/i18n';
import type { MessageDescriptor } from '@course-plateform/common/kernel';
import { asset, portalAsset, portalFile } from './assets';
import { type Html, html } from './html';
import { NAVIGATION } from './words';

const style = portalAsset('tokens.css', 'base.css', 'frame.css', 'parts.css', 'reference.css');
const icon = asset('icon.svg', portalFile('icon.svg'));
const enhance = portalAsset('enhance.js');

/** The parts of the portal, as its navigation shows them. */
const SECTIONS = [
  ['reference', '/reference'],
  ['tryIt', '/docs'],
  ['graphql', '/graphiql'],
  ['errors', '/errors'],
  ['events', '/events'],
  ['guides', '/guides'],
] as const;

export type Section = (typeof SECTIONS)[number][0];

export interface PageOptions {
  /** What the tab says before the name of the product; nothing on the first page. */
  readonly title?: string;
  readonly body: Html;
  readonly section?: Section;
  /** Links beside the content; on a phone they are behind a button. */
  readonly sidebar?: Html;
  readonly locale?: Locale;
  /** What else belongs into the head. */
  readonly head?: Html;
  readonly scripts?: readonly string[];
  /** Whether the tool in the page brings the main landmark, so that the page has none around it. */
  readonly toolHasMain?: boolean;
  /** Scripts that load others by themselves. */
  readonly modules?: readonly string[];
  /** `wide`: a tool that takes the whole window; `centered`: a short form; `home`: the first page. */
  readonly shape?: 'wide' | 'centered' | 'home';
}

/** A whole page that works with a keyboard, on a phone and without anything from elsewhere. */
export function page(options: PageOptions): string {
  const { title, body, head, locale = 'en', shape = 'text' } = options;
  const direction = locale === 'ar' ? 'rtl' : 'ltr';
  const scripts = [enhance, ...(options.scripts ?? [])].map(
    (url) => html`<script defer src="${url}"></script>`,
  );
  const modules = (options.modules ?? []).map(
    (url) => html`<script type="module" src="${url}"></script>`,
  );
  return html`<!doctype html>
    <html lang="${locale}" dir="${direction}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title === undefined ? '' : `${title} – `}Course Plateform</title>
        <link rel="icon" type="image/svg+xml" href="${icon}" />
        <link rel="stylesheet" href="${style}" />
        ${head} ${scripts}${modules}
      </head>
      <body class="page-${shape}">
        <a class="skip" href="#content">${translate(NAVIGATION.skip, {}, locale)}</a>
        ${header(options.section, locale)}
        <div class="frame${options.sidebar ? ' has-sidebar' : ''}">
          ${options.sidebar && sidebar(options.sidebar)}
          ${options.toolHasMain ? html`<div id="content" tabindex="-1">${body}</div>` : html`<main id="content" tabindex="-1">${body}</main>`}
        </div>
        ${shape === 'wide' ? undefined : footer(locale)}
      </body>
    </html> `.toString();
}

function header(current: Section | undefined, locale: Locale): Html {
  const links = SECTIONS.map(
    ([name, href]) =>
      html`<li>
        <a class="tab" href="${href}" ${name === current && html` aria-current="page"`}
          >${translate(NAVIGATION[name] satisfies MessageDescriptor, {}, locale)}</a
        >
      </li>`,
  );
  return html`<header class="top">
    <a class="brand" href="/">${mark()}<span>Course Plateform</span></a>
    <nav aria-label="${translate(NAVIGATION.portal, {}, locale)}">
      <ul>
        ${links}
      </ul>
    </nav>
  </header>`;
}

/** Open on a wide screen, and behind its button on a phone: the script of all pages does it. */
function sidebar(links: Html): Html {
  return html`<aside class="side">
    <details data-wide-only>
      <summary>In this part</summary>
      <nav aria-label="Pages of this part">${links}</nav>
    </details>
  </aside>`;
}

function footer(locale: Locale): Html {
  return html`<footer class="bottom">
    <p>
      ${translate(NAVIGATION.programs, {}, locale)} <a href="/openapi.json">OpenAPI</a>
      <a href="/asyncapi.json">AsyncAPI</a>
    </p>
  </footer>`;
}

function mark(): Html {
  return html`<svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
    <rect width="32" height="32" rx="8" />
    <path d="M7 12.5 16 8l9 4.5-9 4.5z" />
    <path d="M11 16.6v4.2c1.4 1.4 3 2 5 2s3.6-.6 5-2v-4.2l-5 2.5z" />
  </svg>`;
}
