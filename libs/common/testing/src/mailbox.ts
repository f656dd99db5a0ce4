import { type Server, type Socket, createServer } from 'node:net';
import { eventually } from '@course-plateform/common/test-kit';

const END_OF_MAIL = '\r\n.\r\n';
/** Letters beyond ASCII in quoted-printable: several bytes each. */
const LETTERS = /(?:=[C-F][\dA-F](?:=[89AB][\dA-F])+)+/g;

function lettersOf(bytes: string): string {
  return Buffer.from(bytes.replaceAll('=', ''), 'hex').toString();
}

/** A mail server for tests: takes every mail over SMTP and keeps it. */
export class Mailbox {
  private readonly mails: string[] = [];
  /** Keeps no process alive that has nothing else to do. */
  private readonly server: Server = createServer((socket) => this.serve(socket)).unref();

  private port = 0;

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    await mailbox.listen();
    return mailbox;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Opens it; again on the same port after it was closed. */
  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    const address = this.server.address();
    this.port = typeof address === 'object' && address ? address.port : 0;
  }

  /** The mails to a user so far, with quoted-printable undone. */
  to(address: string): string[] {
    return this.mails
      .filter((mail) => mail.includes(`To: ${address}`))
      .map((mail) => mail.replaceAll('=\r\n', '').replaceAll('=3D', '='))
      .map((mail) => mail.replace(LETTERS, lettersOf));
  }

  /** The mails to a user, once there are so many. */
  receivedBy(address: string, count: number): Promise<string[]> {
    return eventually(`${count} mails to ${address}`, () => {
      const found = this.to(address);
      return found.length >= count ? found : undefined;
    });
  }

  /** The secret in the newest mail to a user. @param count how many mails there must be */
  async tokenFor(address: string, count = 1): Promise<string> {
    const mails = await this.receivedBy(address, count);
    return /token=([\w-]+)/.exec(mails.at(-1) ?? '')?.[1] ?? '';
  }

  /** Nobody can deliver until it listens again. */
  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private serve(socket: Socket): void {
    let mail: string | undefined;
    // A client that dies while it sends has sent nothing.
    socket.on('error', () => socket.destroy());
    socket.write('220 ready\r\n');
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      if (mail !== undefined) {
        mail += text;
        if (!mail.endsWith(END_OF_MAIL)) return;
        this.mails.push(mail);
        mail = undefined;
        socket.write('250 taken\r\n');
      } else if (text.startsWith('DATA')) {
        mail = '';
        socket.write('354 go on\r\n');
      } else if (text.startsWith('QUIT')) {
        socket.end('221 bye\r\n');
      } else {
        socket.write('250 ok\r\n');
      }
    });
  }
}
