import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { webVttOf } from './caption-file';
import { countSizes, sizesOf } from './image-file';
import type { MediaProperties } from './media-properties';
import { MediaFiles } from './media-files';
import { CAPTION_TYPE, MediaInspection } from './media-inspection.service';
import { MediaKind } from './media-kind';
import { type ImageRendition, Media, type MediaResult, MediaStatus } from './media.entity';

/** What the parts of the work take of it, in percent. */
const INSPECTED_PERCENT = 30;

/** Told how far the work is, in percent. */
export type Progress = (percent: number) => void;

/** The work on a file that has arrived. Each try begins anew, so that any of them may break off anywhere. */
@Injectable()
export class MediaProcessing {
  constructor(
    private readonly em: EntityManager,
    private readonly files: MediaFiles,
    private readonly inspection: MediaInspection,
  ) {}

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
    const media = await this.em.fork().findOne(Media, { id, status: MediaStatus.processing });
    if (!media) return undefined;
    const folder = await mkdtemp(path.join(os.tmpdir(), 'course-media-'));
    try {
      const file = path.join(folder, 'original');
      const sha256 = await this.inspection.fetch(media, file, signal);
      await this.inspection.scan(file);
      const contentType = await this.inspection.typeOf(media, file);
      const properties = await this.inspection.propertiesOf(media, file, signal);
      progress(INSPECTED_PERCENT);
      const make = { file, properties, folder, progress, signal };
      return { sha256, contentType, properties, renditions: await this.renditions(media, make) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async renditions(
    { id, kind }: Media,
    { file, properties, folder, progress, signal }: Making,
  ): Promise<ImageRendition[]> {
    await this.files.removeRenditions(id);
    if (kind === MediaKind.caption) await this.makeCaptions(id, file, signal);
    if (kind !== MediaKind.image) return [];
    const made: ImageRendition[] = [];
    for await (const image of sizesOf(file, properties, folder)) {
      const { width, height, format, sizeBytes } = image;
      const key = this.files.renditionOf(id, image);
      const contentType = `image/${format}`;
      await this.files.storage.write(key, createReadStream(image.file), { contentType, signal });
      made.push({ width, height, contentType, sizeBytes, key });
      const rest = 100 - INSPECTED_PERCENT;
      progress(INSPECTED_PERCENT + Math.floor((rest * made.length) / countSizes(properties)));
    }
    return made;
  }

  /** Browsers get the cues and nothing else that was in the file. */
  private async makeCaptions(id: string, file: string, signal: AbortSignal): Promise<void> {
    const text = webVttOf(await this.inspection.captionsIn(file));
    const key = this.files.captionsOf(id);
    await this.files.storage.write(key, Readable.from([text]), {
      contentType: CAPTION_TYPE,
      signal,
    });
  }
}

interface Making {
  readonly file: string;
  readonly properties: MediaProperties;
  readonly folder: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}
