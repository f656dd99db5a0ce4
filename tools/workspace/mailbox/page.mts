import type { ReceivedMail } from './mailbox.mts';

const STYLE = `
  body { font: 16px/1.5 sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
  article { border: 1px solid #ccc; border-radius: 6px; padding: 0 1rem; margin: 1rem 0 }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
  small { color: #555 }`;

/** The mails as a page: texts only, so that nothing in a mail can do anything. */
export function pageOf(mails: readonly ReceivedMail[]): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mailbox</title>',
    `<style>${STYLE}</style></head><body><h1>Mailbox</h1>`,
    '<p>What the platform has mailed since it was started, newest first. Nothing leaves this machine.</p>',
    '<form><label>To <input name="to" type="search"></label> <button>Show</button></form>',
    mails.length === 0 ? '<p>Nothing yet.</p>' : '',
    ...mails.map(articleOf),
    '</body></html>',
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
