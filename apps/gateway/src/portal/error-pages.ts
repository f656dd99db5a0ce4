import { type Locale, say } from '@course-plateform/common/i18n';
import type { MessageParams, Phrase } from '@course-plateform/common/kernel';
import type { ErrorExplanation, ErrorSummary, FailingOperation } from '../problems/error-catalog';
import { escape, page } from './html';
import { WORDS } from './words';

type Say = (words: Phrase, params?: MessageParams) => string;

/** Every failure there is. */
export function errorsPage(errors: readonly ErrorSummary[], locale: Locale): string {
  const words = wordsIn(locale);
  const rows = errors
    .map(
      ({ type, code, status, title }) =>
        `<tr><td><a href="${escape(type)}"><code dir="ltr">${escape(code)}</code></a></td><td>${status}</td><td>${escape(title)}</td></tr>`,
    )
    .join('\n');
  return page(
    `${say(WORDS.failures, {}, locale)} – Course Plateform`,
    `<main><p><a href="/">${words(WORDS.portal)}</a></p><h1>${words(WORDS.failures)}</h1>
     <p>${words(WORDS.introduction)} ${words(WORDS.count, { count: errors.length })}.</p>
     <table class="stacked"><thead><tr><th>${words(WORDS.code)}</th><th>${words(WORDS.status)}</th><th>${words(WORDS.meaning)}</th></tr></thead><tbody>${rows}</tbody></table></main>`,
    '',
    locale,
  );
}

/** One failure: what it means, what to do about it, and what can end in it. */
export function errorPage(error: ErrorExplanation, locale: Locale): string {
  const words = wordsIn(locale);
  const owner = error.owner === 'platform' ? words(WORDS.everyService) : escape(error.owner);
  return page(
    `${error.code} – Course Plateform`,
    `<main><p><a href="/errors">${words(WORDS.allFailures)}</a></p><h1>${escape(error.title)}</h1>
     <p><code dir="ltr">${escape(error.code)}</code> · ${words(WORDS.status)} ${error.status} · ${words(WORDS.owner)}: ${owner}</p>
     <h2>${words(WORDS.meaning)}</h2><p>${escape(error.detail)}</p>
     <h2>${words(WORDS.remedy)}</h2><p>${escape(error.remedy)}</p>
     <h2>${words(WORDS.operations)}</h2>
     ${error.operations.length > 0 ? operationLists(error.operations) : `<p>${words(WORDS.noOperation)}</p>`}</main>`,
    '',
    locale,
  );
}

/** For somebody who looks up a code that there is not. */
export function unknownErrorPage(locale: Locale): string {
  const words = wordsIn(locale);
  return page(
    `${say(WORDS.unknown, {}, locale)} – Course Plateform`,
    `<main><h1>${words(WORDS.unknown)}</h1><p><a href="/errors">${words(WORDS.allFailures)}</a></p></main>`,
    '',
    locale,
  );
}

function operationLists(operations: readonly FailingOperation[]): string {
  return [...Map.groupBy(operations, ({ service }) => service)]
    .map(([service, ofService]) => {
      const items = ofService
        .map(
          ({ href, method, path }) =>
            `<li><a href="${escape(href)}"><code dir="ltr">${method} ${escape(path)}</code></a></li>`,
        )
        .join('\n');
      return `<h3>${escape(service)}</h3><ul>${items}</ul>`;
    })
    .join('\n');
}

function wordsIn(locale: Locale): Say {
  return (words, params) => escape(say(words, params, locale));
}
