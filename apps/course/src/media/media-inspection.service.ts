import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { fileTypeFromFile } from 'file-type';
import { HOUR_MS, SECOND_MS } from '@course-plateform/common/kernel';
import { CourseServiceSettings } from '../env';
import { imageProperties } from './image-file';
import { MediaFailure, MediaRefused } from './media-failure';
import type { MediaProperties } from './media-properties';
import { MediaFiles } from './media-files';
import { MEDIA_TYPES, MediaKind } from './media-kind';
import type { Media } from './media.entity';
import { recordingProperties } from './recording-file';
import { VirusScanner } from './virus-scanner';

/** Finds out whether a file is what its owner says, and harmless. */
@Injectable()
export class MediaInspection {
  constructor(
    private readonly files: MediaFiles,
    private readonly scanner: VirusScanner,
    private readonly settings: CourseServiceSettings,
  ) {}

  /**
   * Fetches a file to where its readers can look at any part of it.
   * @param file where it goes
   * @returns its sha-256 in hexadecimal digits
   * @throws MediaRefused when it is not the file that was announced
   */
  async fetch({ id, expectedSha256 }: Media, file: string, signal: AbortSignal): Promise<string> {
    const hash = createHash('sha256');
    const source = await this.files.storage.read(this.files.originalOf(id));
    source.on('data', (piece: Buffer) => hash.update(piece));
    await pipeline(source, createWriteStream(file), { signal });
    const sha256 = hash.digest('hex');
    if (expectedSha256 !== null && expectedSha256 !== sha256) {
      throw new MediaRefused(MediaFailure.checksumMismatch);
    }
    return sha256;
  }

  /** Looks for malware. @throws MediaRefused; Error when the scanner does not respond */
  async scan(file: string): Promise<void> {
    if (!this.scanner.isOn) return;
    if ((await this.scanner.find(createReadStream(file))) !== undefined) {
      throw new MediaRefused(MediaFailure.malware);
    }
  }

  /** The type of a file by its first bytes, whatever its name says. @throws MediaRefused */
  async typeOf({ kind }: Media, file: string): Promise<string> {
    const found = await fileTypeFromFile(file);
    const type = MEDIA_TYPES[kind].find((one) => one === found?.mime);
    if (type === undefined) throw new MediaRefused(MediaFailure.typeUnsupported);
    return type;
  }

  /** What a file is like, as its own reader finds. @throws MediaRefused */
  propertiesOf({ kind }: Media, file: string): Promise<MediaProperties> {
    if (kind === MediaKind.image) return imageProperties(file, this.settings.mediaPixelsMaximum);
    const secondsMax = (this.settings.mediaHoursMaximum * HOUR_MS) / SECOND_MS;
    return recordingProperties(file, kind, { secondsMax });
  }
}
