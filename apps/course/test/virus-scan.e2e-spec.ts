import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';
import { startTestService } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { service } from '../src/app.module';
import { CourseFixture } from './course.fixture';
import { MediaClient, photo } from './media.fixture';

/** What every scanner takes for a virus, in two parts so that none finds it here (https://www.eicar.org). */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join(
  '',
);

/** A scanner that speaks clamd's protocol and knows one virus. */
class Scanner {
  private readonly server: Server;
  /** The sizes of the files that it has seen. */
  readonly seen: number[] = [];
  /** How often it closes the connection without a word before it responds again. */
  silences = 0;

  constructor() {
    this.server = createServer((socket) => void this.scan(socket).catch(() => socket.destroy()));
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `tcp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
  }

  private async scan(socket: Socket): Promise<void> {
    if (this.silences > 0) {
      this.silences -= 1;
      socket.destroy();
      return;
    }
    let rest = Buffer.alloc(0);
    let command: string | undefined;
    const pieces: Buffer[] = [];
    for await (const data of socket as AsyncIterable<Buffer>) {
      rest = Buffer.concat([rest, data]);
      if (command === undefined) {
        const end = rest.indexOf(0);
        if (end < 0) continue;
        command = rest.subarray(0, end).toString();
        rest = rest.subarray(end + 1);
        if (command === 'zPING') return void socket.end('PONG\0');
      }
      while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE()) {
        const length = rest.readUInt32BE();
        if (length === 0) return this.reply(socket, command, Buffer.concat(pieces));
        pieces.push(rest.subarray(4, 4 + length));
        rest = rest.subarray(4 + length);
      }
    }
  }

  private reply(socket: Socket, command: string, file: Buffer): void {
    this.seen.push(file.length);
    const found = file.includes(EICAR) ? 'Eicar-Test-Signature FOUND' : 'OK';
    socket.end(command === 'zINSTREAM' ? `stream: ${found}\0` : 'UNKNOWN COMMAND\0');
  }
}

describe('the virus scanner', () => {
  const scanner = new Scanner();
  let fixture: CourseFixture;
  let client: MediaClient;

  beforeAll(async () => {
    fixture = await CourseFixture.start({ CLAMD_URL: await scanner.listen() });
    client = new MediaClient(fixture.course, await fixture.course.user(Role.instructor));
  });
  afterAll(async () => {
    await fixture.course.stop();
    scanner.stop();
  });

  it('sees every byte of a file, and lets a clean one through', async () => {
    const bytes = await photo(600, 400);
    expect(await client.processedUpload('image', bytes)).toMatchObject({ status: 'ready' });
    expect(scanner.seen).toEqual([bytes.length]);
  });

  it('keeps a file out in which it finds something', async () => {
    const used = await client.used();
    const bytes = Buffer.concat([await photo(30, 20), Buffer.from(EICAR)]);
    const media = await client.processedUpload('image', bytes);
    expect(media).toMatchObject({ status: 'failed', failure: 'malware' });
    expect(await client.used()).toBe(used);
  });

  it('gets a file again when it did not respond: none passes unseen', async () => {
    scanner.silences = 1;
    const before = scanner.seen.length;
    const bytes = await photo(31, 21);
    expect(await client.processedUpload('image', bytes)).toMatchObject({ status: 'ready' });
    expect(scanner.silences).toBe(0);
    expect(scanner.seen.slice(before)).toEqual([bytes.length]);
  });

  it('is part of the health, which does not depend on it', async () => {
    const health = async (url: string) => {
      const response = await fetch(`${url}/health/ready`);
      return [response.status, ((await response.json()) as { optional: object }).optional];
    };
    const having = (virusScanner: string) => expect.objectContaining({ virusScanner });
    expect(await health(fixture.course.url)).toEqual([200, having('up')]);
    scanner.silences = 1;
    expect(await health(fixture.course.url)).toEqual([200, having('down')]);
    const lines: string[] = [];
    const logTo = { write: (line: string) => void lines.push(line) };
    const without = await startTestService(service, { logTo });
    expect(await health(without.url)).toEqual([200, having('off')]);
    await without.stop();
    expect(lines.join('')).toContain('files are not scanned');
  });
});
