import path from 'node:path';
import { Readable } from 'node:stream';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { webVttOf } from './caption-file';
import { MediaConversion, type PartDone, type Recording } from './media-conversion.service';
import { MediaFiles } from './media-files';
import { MediaImages } from './media-images.service';
import { CAPTION_TYPE, MediaInspection } from './media-inspection.service';
import { MediaKind } from './media-kind';
import { StreamStatus } from './media-stream';
import { Media, type MediaResult, MediaStatus } from './media.entity';
import { inWorkFolder } from './work-folder';

/** What the parts of the work take of it, in percent. */
const INSPECTED_PERCENT = 30;
const POSTER_PERCENT = 35;
const STREAM_PERCENT = 99;

/** Told how far the work is, in percent. */
export type Progress = (percent: number) => void;

type Made = Pick<MediaResult, 'renditions' | 'stream' | 'streamStatus' | 'cues'>;

const NOTHING: Made = {
  ...{ renditions: [], cues: [] },
  ...{ stream: null, streamStatus: StreamStatus.none },
};

const UNCONVERTED: Made = { ...NOTHING, streamStatus: StreamStatus.wanted };

/** The work on a file that has arrived. Each try begins anew, so that any of them may break off anywhere. */
@Injectable()
export class MediaProcessing {
  constructor(
    private readonly em: EntityManager,
    private readonly files: MediaFiles,
    private readonly inspection: MediaInspection,
    private readonly images: MediaImages,
    private readonly conversion: MediaConversion,
  ) {}

  /** Whether there is a program that converts recordings. */
  get canConvert(): boolean {
    return this.conversion.isThere;
  }

  /**
   * Inspects a file and makes what browsers need.
   * @returns undefined when it is gone meanwhile
   * @throws MediaRefused when the file cannot be used; any other error may pass with another try
   */
  async process(
    id: string,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<MediaResult | undefined> {
    const status = { $in: [MediaStatus.processing, MediaStatus.ready] };
    const media = await this.em.fork().findOne(Media, { id, status });
    if (!media) return undefined;
    return inWorkFolder(async (folder) => {
      const file = path.join(folder, 'original');
      const sha256 = await this.inspection.fetch(media, file, signal);
      await this.inspection.scan(file);
      const contentType = await this.inspection.typeOf(media, file);
      const properties = await this.inspection.propertiesOf(media, file, signal);
      progress(INSPECTED_PERCENT);
      await this.files.removeRenditions(id);
      const source = { id, file, contentType, properties, folder, signal };
      const made = await this.makeOf(media, source, progress);
      return { sha256, contentType, properties, ...made };
    });
  }

  /** What browsers need of a file, by its kind. */
  private async makeOf(media: Media, source: Recording, progress: Progress): Promise<Made> {
    const { kind, convertsLater, status } = media;
    if (kind === MediaKind.image) return this.sizes(source, progress);
    if (kind === MediaKind.caption) return this.makeCaptions(source);
    if (kind === MediaKind.document) return NOTHING;
    if (convertsLater === true && status === MediaStatus.processing) return UNCONVERTED;
    return this.playable(source, progress);
  }

  private async sizes(source: Recording, progress: Progress): Promise<Made> {
    const picture = { ...source, width: source.properties.width ?? 0 };
    const renditions = await this.images.make(picture, within(progress, INSPECTED_PERCENT, 100));
    return { ...NOTHING, renditions };
  }

  /** A recording that cannot be converted stays as it was sent. */
  private async playable(source: Recording, progress: Progress): Promise<Made> {
    if (!this.canConvert) return UNCONVERTED;
    if (!this.conversion.reads(source.properties)) {
      return { ...NOTHING, streamStatus: StreamStatus.refused };
    }
    const poster = await this.conversion.poster(source);
    const posterDone = within(progress, INSPECTED_PERCENT, POSTER_PERCENT);
    const renditions = poster ? await this.images.make({ ...source, ...poster }, posterDone) : [];
    const streamDone = within(progress, POSTER_PERCENT, STREAM_PERCENT);
    const stream = await this.conversion.stream(source, streamDone);
    return { ...NOTHING, renditions, stream, streamStatus: StreamStatus.made };
  }

  /** Browsers get the cues and nothing else that was in the file. */
  private async makeCaptions({ id, file, signal }: Recording): Promise<Made> {
    const cues = await this.inspection.captionsIn(file);
    const text = webVttOf(cues);
    const options = { contentType: CAPTION_TYPE, signal };
    await this.files.storage.write(this.files.captionsOf(id), Readable.from([text]), options);
    return { ...NOTHING, cues };
  }
}

/** Tells of a part of the work as percents of all of it. */
function within(progress: Progress, from: number, to: number): PartDone {
  return (part) => progress(from + Math.floor((to - from) * part));
}
