import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import { request } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createTransport } from 'nodemailer';
import { freePort } from '../stack/ports.mts';
import { Mailbox, type ReceivedMail } from './mailbox.mts';
import { showMailbox } from './server.mts';

describe('the mailbox', () => {
  const mailbox = new Mailbox();
  let server: Server;
  let page: string;
  let smtpPort: number;
  let transport: ReturnType<typeof createTransport>;

  before(async () => {
    smtpPort = await freePort();
    const pagePort = await freePort();
    await mailbox.listen('127.0.0.1', smtpPort);
    server = await showMailbox(mailbox, {
      host: '127.0.0.1',
      port: pagePort,
      portalUrl: 'http://127.0.0.1:3000',
    });
    page = `http://127.0.0.1:${pagePort}`;
    transport = createTransport({ url: `smtp://127.0.0.1:${smtpPort}` });
  });

  after(async () => {
    transport.close();
    server.closeAllConnections();
    server.close();
    await mailbox.close();
  });

  it('shows the mails of an address as text, newest first', async () => {
    const mail = { from: 'Us <us@x.test>', to: 'Ann@x.test' };
    await transport.sendMail({ ...mail, subject: 'Grüße', text: 'first' });
    const text = 'see https://x.test/?token=a-b&c=<1> ë مرحبا';
    await transport.sendMail({ ...mail, subject: '<script>alert(1)</script>', text });
    await transport.sendMail({ ...mail, to: 'bob@x.test', subject: 'else', text: 'else' });
    const response = await fetch(`${page}/mails?to=ann@x.test`);
    const { items } = (await response.json()) as { items: ReceivedMail[] };
    assert.deepEqual(
      items.map(({ subject }) => subject),
      ['<script>alert(1)</script>', 'Grüße'],
    );
    assert.equal(items[0]?.text, text);
    const html = await (await fetch(page)).text();
    assert.ok(html.includes('<a href="https://x.test/?token=a-b&amp;c="'));
    assert.ok(html.includes('else') && !html.includes('<script>'));
    const hers = await (await fetch(`${page}/?to=ann@x.test`)).text();
    assert.ok(hers.includes('value="ann@x.test"') && !hers.includes('else'));
  });

  it('outlives a client that dies while it sends', async () => {
    const client = connect(smtpPort, '127.0.0.1');
    const replies = client[Symbol.asyncIterator]();
    for (const line of ['EHLO x', 'MAIL FROM:<us@x.test>', 'RCPT TO:<cut@x.test>', 'DATA']) {
      await replies.next();
      client.write(`${line}\r\n`);
    }
    await replies.next();
    client.write('Subject: cut\r\n\r\nhalf');
    client.resetAndDestroy();
    await transport.sendMail({ from: 'us@x.test', to: 'next@x.test', subject: 'next', text: '' });
    assert.equal(mailbox.to('next@x.test').length, 1);
    assert.deepEqual(mailbox.to('cut@x.test'), []);
  });

  it('rejects requests for other hosts and unknown paths', async () => {
    const status = await new Promise((resolve, reject) => {
      request(`${page}/mails`, { headers: { host: 'evil.test' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    assert.equal(status, 421);
    assert.equal((await fetch(`${page}/other`)).status, 404);
  });

  it('links to the portal, uses its colors, and fits a phone', async () => {
    const html = await (await fetch(page)).text();
    assert.match(html, /<a href="http:\/\/127\.0\.0\.1:3000">← Portal<\/a>/);
    assert.match(html, /<meta name="viewport"/);
    assert.match(html, /--accent: #\w{6};[^]*prefers-color-scheme: dark/);
  });
});
