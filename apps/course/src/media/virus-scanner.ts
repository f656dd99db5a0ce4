import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OptionalDependencies } from '@course-plateform/common/http';
import { MINUTE_MS } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { CourseServiceSettings } from '../env';

const DEFAULT_PORT = 3310;
/** Between two signs of life, in milliseconds: a large archive takes the scanner a while. */
const PATIENCE_MS = 2 * MINUTE_MS;
const CLEAN = /^stream: OK$/;
const ALIVE = 'PONG';
const FOUND = /^stream: (.+) FOUND$/;

/** Looks for malware with a scanner that speaks clamd's protocol (https://docs.clamav.net/manual/Usage/Scanning.html). */
@Injectable()
export class VirusScanner implements OnModuleInit {
  private readonly address: URL | undefined;

  constructor(
    { clamdUrl }: CourseServiceSettings,
    private readonly logger: Logger,
    dependencies: OptionalDependencies,
  ) {
    this.address = clamdUrl ? new URL(clamdUrl) : undefined;
    dependencies.add('virusScanner', async () => {
      if (!this.address) return 'off';
      return (await this.exchange(this.address, ['zPING\0'])) === ALIVE ? 'up' : 'down';
    });
  }

  onModuleInit(): void {
    if (!this.isOn)
      this.logger.warn({ setting: 'CLAMD_URL' }, 'no virus scanner; files are not scanned');
  }

  /** Whether files are scanned at all. */
  get isOn(): boolean {
    return this.address !== undefined;
  }

  /**
   * Scans a file.
   * @returns the name of what was found; undefined when nothing was, or files are not scanned
   * @throws Error when the scanner does not respond, or refuses to look
   */
  async find(file: Readable): Promise<string | undefined> {
    if (!this.address) return undefined;
    const reply = await this.exchange(this.address, inStream(file));
    if (CLEAN.test(reply)) return undefined;
    const found = FOUND.exec(reply)?.[1];
    if (found === undefined) throw new Error(`The virus scanner said: ${reply.slice(0, 200)}`);
    return found;
  }

  private async exchange(
    { hostname, port }: URL,
    command: Iterable<string> | AsyncIterable<Buffer>,
  ): Promise<string> {
    const socket = connect({ host: hostname, port: Number(port) || DEFAULT_PORT });
    socket.setTimeout(PATIENCE_MS, () => {
      socket.destroy(new Error('The virus scanner does not respond'));
    });
    let reply = '';
    socket.setEncoding('utf8').on('data', (text: string) => (reply += text));
    await pipeline(Readable.from(command), socket).catch((error: unknown) => {
      // It may have said why it does not take the rest.
      if (reply === '') throw error;
    });
    if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
    return reply.replace(/\0$/, '').trim();
  }
}

/** The command INSTREAM: pieces with their lengths, and one of no length as the end. */
async function* inStream(file: Readable): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const piece of file as AsyncIterable<Buffer>) {
    yield lengthOf(piece.length);
    yield piece;
  }
  yield lengthOf(0);
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}
