import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import PostalMime, { type Address } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** More than anybody reads; the oldest go first. */
const KEPT = 1_000;
const LARGEST_BYTES = 1_000_000;

/** A mail as it came. */
export interface ReceivedMail {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly receivedAt: string;
}

/** Takes every mail that is handed in over SMTP and keeps it in memory; passes none on. */
export class Mailbox {
  private mails: ReceivedMail[] = [];
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_BYTES,
    onAuth: (_auth, _session, response) => response(null, { user: 'anybody' }),
    onData: (stream, session, response) => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      this.take(stream, to).then(
        () => response(),
        (error: unknown) => response(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });

  async listen(host: string, port: number): Promise<void> {
    // A client that dies while it sends; without a listener the mailbox would die too.
    this.server.on('error', (error) => console.error(`A connection failed: ${error.message}`));
    this.server.listen(port, host);
    await once(this.server.server, 'listening');
  }

  /** The mails, newest first. @param address only those to it, whatever the case of its letters */
  to(address?: string): readonly ReceivedMail[] {
    const wanted = address?.toLowerCase();
    return this.mails.filter(
      ({ to }) => wanted === undefined || to.some((one) => one.toLowerCase() === wanted),
    );
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async take(stream: NodeJS.ReadableStream, to: readonly string[]): Promise<void> {
    const mail = await PostalMime.parse(await text(stream));
    const received: ReceivedMail = {
      messageId: mail.messageId ?? '',
      from: nameOf(mail.from),
      to,
      subject: mail.subject ?? '',
      text: (mail.text ?? '').trim(),
      receivedAt: new Date().toISOString(),
    };
    this.mails = [received, ...this.mails].slice(0, KEPT);
  }
}

function nameOf(from: Address | undefined): string {
  return [from?.name, from?.address].filter(Boolean).join(' ');
}
