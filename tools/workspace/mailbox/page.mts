import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../shared/paths.mts';
import type { ReceivedMail } from './mailbox.mts';

/** The colors and sizes of the portal, so that both look like one product. */
const TOKENS = readFileSync(path.join(ROOT, 'apps/gateway/src/portal/public/tokens.css'), 'utf8');

const STYLE = `${TOKENS}
  * { box-sizing: border-box }
  body { margin: 0; font: var(--text-m) / 1.6 var(--sans); color: var(--ink); background: var(--paper) }
  header, main { max-width: 48rem; margin: 0 auto; padding: var(--space-4) }
  header { padding-bottom: 0 }
  h1 { margin: 0 0 var(--space-2); font-size: var(--text-2xl); line-height: 1.25 }
  h2 { margin: 0 0 var(--space-1); font-size: var(--text-l); line-height: 1.4 }
  a { color: var(--accent); text-underline-offset: 0.18em }
  header a { display: inline-block; padding: var(--space-1) 0 }
  form { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: end; margin: var(--space-4) 0 }
  label { flex: 1 1 14rem; font-weight: 600 }
  input, button { width: 100%; min-height: 2.5rem; padding: 0.4rem 0.9rem; font: inherit; color: var(--ink);
    background: var(--paper); border: 1px solid var(--line-strong); border-radius: var(--round) }
  button { width: auto; font-weight: 600; cursor: pointer }
  article { margin: var(--space-4) 0; padding: var(--space-4); border: 1px solid var(--line);
    border-radius: var(--round-l); background: var(--raised) }
  article h2, small, pre { overflow-wrap: anywhere }
  small { font-size: var(--text-s); color: var(--ink-soft) }
  pre { margin: var(--space-3) 0 0; white-space: pre-wrap; font: inherit }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }`;

export interface MailboxView {
  readonly mails: readonly ReceivedMail[];
  /** Only the mails to this address are shown; undefined for all. */
  readonly to: string | undefined;
  /** Where the portal is; undefined when the mailbox runs without it. */
  readonly portalUrl: string | undefined;
}

/** The mails as a page: texts only, so that nothing in a mail can do anything. */
export function pageOf({ mails, to, portalUrl }: MailboxView): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Mailbox – Course Plateform</title><style>${STYLE}</style></head><body>`,
    '<header>',
    portalUrl === undefined ? '' : `<a href="${escaped(portalUrl)}">← Portal</a>`,
    '<h1>Mailbox</h1>',
    '<p>What the platform has mailed since it was started, newest first. Nothing leaves this machine.</p>',
    '</header><main>',
    `<form role="search"><label>Mails to <input name="to" type="search" value="${escaped(to ?? '')}"></label> <button>Show</button></form>`,
    mails.length === 0 ? `<p>${to ? 'No mails to this address.' : 'No mails yet.'}</p>` : '',
    ...mails.map(articleOf),
    '</main></body></html>',
  ].join('\n');
}

function articleOf({ from, to, subject, text, receivedAt }: ReceivedMail): string {
  return [
    `<article><h2 dir="auto">${escaped(subject)}</h2>`,
    `<small>${escaped(receivedAt)} · from ${escaped(from)} · to ${escaped(to.join(', '))}</small>`,
    `<pre dir="auto">${withLinks(text)}</pre></article>`,
  ].join('\n');
}

function withLinks(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, at) => (at % 2 ? `<a href="${escaped(part)}">${escaped(part)}</a>` : escaped(part)))
    .join('');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
