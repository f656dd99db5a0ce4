import { createServer } from 'node:net';
import { Writable } from 'node:stream';
import { formatDateTime } from '@course-plateform/common/i18n';
import { createLogger } from '@course-plateform/common/observability';
import { Mailer } from './mailer';
import { renderMail } from './template';
import { MAIL_TEMPLATES } from './templates';
import { ORDER_PLACED } from './templates/order-placed';
import { EMAIL_VERIFICATION } from './templates/email-verification';

const at = new Date('2026-01-15T09:05:00Z');
const english = { locale: 'en', timezone: 'UTC' };
const ann = { address: 'ann@x.test', ...english };
const stored = { id: 'id-1', createdAt: at };
const amount = { amountMinor: 1999, currency: 'USD' };
const everything = {
  minutes: '15',
  device: 'Fox',
  network: '1.2.3.0/24',
  provider: 'G',
  order: 'id-2',
  items: [{ title: 'Tea & <coffee>', amount }],
  total: amount,
  amount,
  due: { at: '2026-01-22T09:05:00Z' },
  expires: { at: '2026-01-22T09:05:00Z' },
  percent: '12.5',
  free: 'no',
  failure: 'card_declined',
  retry: 'yes',
  course: 'Tea',
  decision: 'approve',
  explained: 'no',
  reason: '',
  ended: 'yes',
  outcome: 'won',
};
const params = { link: 'https://x.test/c?a=1&token=s3cret', hours: '<24>' };

function recordingLogger() {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return { lines, logger: createLogger({ service: 'test', level: 'info', destination }) };
}

/** Takes one mail over SMTP and keeps what it was sent. */
async function smtpStandIn() {
  let received = '';
  const server = createServer((socket) => {
    let inData = false;
    socket.write('220 ready\r\n');
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      received += text;
      if (inData && received.includes('\r\n.\r\n')) {
        inData = false;
        socket.write('250 taken\r\n');
      } else if (text.startsWith('DATA')) {
        inData = true;
        socket.write('354 go on\r\n');
      } else if (text.startsWith('QUIT')) {
        socket.end('221 bye\r\n');
      } else if (!inData) {
        socket.write('250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received: () => received,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe('renderMail', () => {
  const written = MAIL_TEMPLATES.flatMap((template) =>
    (['en', 'ar', 'es', 'fr'] as const).map((locale) => ({
      template,
      name: template.name,
      locale,
    })),
  );

  it.each(written)('fills every placeholder of $name in $locale', ({ template, locale }) => {
    const all = { ...params, ...everything };
    const reader = { locale, timezone: 'Asia/Tokyo' };
    const mail = renderMail(template, reader, all, at);
    const requests = template.texts[locale].action !== undefined;
    expect(mail.text.includes(params.link)).toBe(requests);
    const time = formatDateTime(at, reader);
    const hasTime = JSON.stringify(template.texts[locale]).includes('{time}');
    expect([mail.text.includes(time), mail.html.includes(time)]).toEqual([hasTime, hasTime]);
    expect(requests || hasTime).toBe(true);
    expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/\{\w+\}|undefined/);
    expect(mail.html).toContain(`lang="${locale}"`);
  });

  it('names templates once', () => {
    expect(new Set(MAIL_TEMPLATES.map(({ name }) => name)).size).toBe(MAIL_TEMPLATES.length);
  });

  it('rejects a mail whose link is missing', () => {
    expect(() => renderMail(EMAIL_VERIFICATION, english, { hours: '24' } as never, at)).toThrow(
      'link',
    );
  });

  it('writes Arabic from right to left', () => {
    expect(renderMail(EMAIL_VERIFICATION, { ...english, locale: 'ar' }, params, at).html).toContain(
      'dir="rtl"',
    );
  });

  it('falls back to English', () => {
    const german = { ...english, locale: 'de' };
    const mail = renderMail(EMAIL_VERIFICATION, english, params, at);
    expect(renderMail(EMAIL_VERIFICATION, german, params, at).subject).toBe(mail.subject);
  });

  it('writes amounts, times and rows in the language of the recipient', () => {
    const reader = { locale: 'fr', timezone: 'Asia/Tokyo' };
    const mail = renderMail(ORDER_PLACED, reader, { ...everything, link: params.link }, at);
    const [text, html] = [mail.text, mail.html].map((part) =>
      part.replaceAll(/[\u00a0\u202f]/g, ' '),
    );
    expect(text).toContain('Tea & <coffee>: 19,99 $US');
    expect(html).toContain('Tea &amp; &lt;coffee&gt;: 19,99 $US');
    expect(text).toContain('22 janvier 2026 à 18:05');
  });

  it('escapes values in HTML only', () => {
    const mail = renderMail(EMAIL_VERIFICATION, english, params, at);
    expect(mail.html).toContain('&lt;24&gt;');
    expect(mail.html).toContain('a=1&amp;token');
    expect(mail.text).toContain('<24>');
  });
});

describe('Mailer', () => {
  it('sends over SMTP', async () => {
    const smtp = await smtpStandIn();
    const { logger } = recordingLogger();
    const mailer = new Mailer({ smtpUrl: smtp.url, from: 'Us <us@x.test>', secret: '' }, logger);
    await mailer.send(EMAIL_VERIFICATION, ann, params, stored);
    expect(smtp.received()).toContain('RCPT TO:<ann@x.test>');
    expect(smtp.received()).toContain('Message-ID: <id-1@x.test>');
    expect(smtp.received()).toContain('Subject: Please confirm your e-mail address');
    mailer.onApplicationShutdown();
    await smtp.close();
  });

  it('rejects when the server is unavailable', async () => {
    const { logger } = recordingLogger();
    const mailer = new Mailer(
      { smtpUrl: 'smtp://127.0.0.1:1', from: 'Us <us@x.test>', secret: '' },
      logger,
    );
    await expect(mailer.send(EMAIL_VERIFICATION, ann, params, stored)).rejects.toThrow(
      'ECONNREFUSED',
    );
  });

  it('without a server logs the template, and neither address nor secret', async () => {
    const { lines, logger } = recordingLogger();
    const mailer = new Mailer({ smtpUrl: '', from: 'Us <us@x.test>', secret: '' }, logger);
    await mailer.send(EMAIL_VERIFICATION, ann, params, stored);
    expect(lines.join('')).toContain('email-verification');
    expect(lines.join('')).not.toMatch(/ann@x\.test|s3cret/);
  });
});
