import { Writable } from 'node:stream';

/** A line of a log. */
export type LogLine = Readonly<Record<string, unknown>>;

/** Keeps the log of a service in memory. */
export class LogLines extends Writable {
  readonly lines: LogLine[] = [];

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.lines.push(JSON.parse(chunk.toString()) as LogLine);
    done();
  }

  /** The lines with this message. */
  of(message: string): LogLine[] {
    return this.lines.filter(({ msg }) => msg === message);
  }
}
