import { type MessageFormatElement, isLiteralElement } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { renderMail } from './template';
import { MAIL_TEMPLATES, templateNamed } from './templates';
import { EMAIL_VERIFICATION } from './templates/email-verification';
import { PASSWORD_CHANGED } from './templates/password-changed';

const LOCALES = ['en', 'ar', 'es', 'fr'] as const;

/** The texts of a mail in one language, in the order in which they are read. */
function textsOf(name: string, locale: (typeof LOCALES)[number]): string[] {
  const { subject, greeting, paragraphs, action, closing } = templateNamed(name).texts[locale];
  return [subject, greeting, ...paragraphs, ...(action === undefined ? [] : [action]), closing];
}

/** What a message has places for, with the cases that it tells apart. */
function placesIn(parts: readonly MessageFormatElement[]): string[] {
  return parts.flatMap((part) => {
    if (!('value' in part) || isLiteralElement(part)) return [];
    const options = 'options' in part ? Object.entries(part.options) : [];
    return [
      part.value,
      ...options.flatMap(([name, { value }]) => [`${part.value}=${name}`, ...placesIn(value)]),
    ];
  });
}

describe('mail templates', () => {
  it.each(MAIL_TEMPLATES.map(({ name }) => [name]))(
    '%s have the same content in each language',
    (name) => {
      const english = textsOf(name, 'en');
      const places = (text: string, locale: string): string[] =>
        placesIn(new IntlMessageFormat(text, locale).getAst()).sort();
      expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
      expect(templateNamed(name).texts.en.paragraphs.length).toBeGreaterThan(1);
      for (const locale of LOCALES) {
        const texts = textsOf(name, locale);
        expect(texts).toHaveLength(english.length);
        expect(texts.filter((text) => text.trim() === '')).toEqual([]);
        expect(places(texts.join('\n'), locale)).toEqual(places(english.join('\n'), 'en'));
      }
    },
  );

  it('are found by name', () => {
    expect(templateNamed('password-changed')).toBe(PASSWORD_CHANGED);
    expect(() => templateNamed('nothing')).toThrow('There is no mail template "nothing"');
  });
});

describe('the HTML part', () => {
  const at = new Date('2026-01-15T09:05:00Z');

  it('has each line of the mail as a paragraph, in its language', () => {
    const { text, html } = renderMail(PASSWORD_CHANGED, { locale: 'fr', timezone: 'UTC' }, {}, at);
    const paragraphs = text.split('\n\n').map((line) => `<p>${line}</p>`);
    expect(paragraphs).toHaveLength(4);
    expect(html).toBe(
      [
        '<!doctype html>',
        '<html lang="fr" dir="ltr">',
        '<head><meta charset="utf-8"></head>',
        '<body style="font-family:sans-serif;line-height:1.5;max-width:36em;margin:2em auto">',
        ...paragraphs,
        '</body></html>',
      ].join('\n'),
    );
  });

  it('has a link with the label of the action, and escapes values', () => {
    const params = { link: 'https://x.test/?a=1&b="2"', hours: '<b>&24' };
    const { text, html } = renderMail(
      EMAIL_VERIFICATION,
      { locale: 'en', timezone: 'UTC' },
      params,
      at,
    );
    const { action } = EMAIL_VERIFICATION.texts.en;
    expect(html).toContain(
      `<p><a href="https://x.test/?a=1&amp;b=&quot;2&quot;">${action}</a></p>`,
    );
    expect(html).toContain('&lt;b&gt;&amp;24');
    expect(text).toContain(`${action}: ${params.link}`);
  });

  it('has no line breaks in its subject', () => {
    const template = {
      name: 'test',
      texts: { ...PASSWORD_CHANGED.texts, en: { ...PASSWORD_CHANGED.texts.en, subject: '{who}' } },
    };
    const reader = { locale: 'en', timezone: 'UTC' };
    expect(renderMail(template, reader, { who: 'Ann\r\nBcc: x' }, at).subject).toBe('Ann Bcc: x');
  });
});
