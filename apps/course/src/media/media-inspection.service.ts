import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { fileTypeFromFile } from 'file-type';
import { HOUR_MS, SECOND_MS } from '@course-plateform/common/kernel';
import { CourseServiceSettings } from '../env';
import { type CaptionCue, readCaptions } from './caption-file';
import { documentProperties } from './document-file';
import { imageProperties } from './image-file';
import { MediaFailure, MediaRefused } from './media-failure';
import { type MediaProperties, NO_PROPERTIES } from './media-properties';
import { MediaFiles } from './media-files';
import { MEDIA_TYPES, MediaKind } from './media-kind';
import type { Media } from './media.entity';
import { recordingProperties } from './recording-file';
import { VirusScanner } from './virus-scanner';

/** What captions are stored as, whatever they arrive as. */
export const CAPTION_TYPE = 'text/vtt';

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
  async typeOf({ kind }: Pick<Media, 'kind'>, file: string): Promise<string> {
    if (kind === MediaKind.caption) return CAPTION_TYPE;
    const found = await fileTypeFromFile(file);
    const type = MEDIA_TYPES[kind].find((one) => one === found?.mime);
    if (type === undefined) throw new MediaRefused(MediaFailure.typeUnsupported);
    return type;
  }

  /** What a file is like, as its own reader finds. @throws MediaRefused */
  async propertiesOf(
    { kind }: Pick<Media, 'kind'>,
    file: string,
    signal: AbortSignal,
  ): Promise<MediaProperties> {
    const { mediaPixelsMaximum } = this.settings;
    if (kind === MediaKind.image) return imageProperties(file, mediaPixelsMaximum);
    if (kind === MediaKind.document) return documentProperties(file, signal);
    if (kind === MediaKind.caption) return NO_PROPERTIES;
    return recordingProperties(file, kind, { secondsMax: this.secondsMax });
  }

  /** What is said in captions. @throws MediaRefused with the line that is wrong */
  captionsIn(file: string): Promise<CaptionCue[]> {
    return readCaptions(file, this.secondsMax);
  }

  private get secondsMax(): number {
    return (this.settings.mediaHoursMaximum * HOUR_MS) / SECOND_MS;
  }
}
