import { Injectable } from '@nestjs/common';
import { countSizes, sizesOf } from './image-file';
import { MediaFiles } from './media-files';
import type { ImageRendition } from './media.entity';

interface Picture {
  readonly id: string;
  readonly file: string;
  readonly width: number;
  /** For what is made. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Makes the sizes of a picture that pages use, in storage. */
@Injectable()
export class MediaImages {
  constructor(private readonly files: MediaFiles) {}

  /**
   * @param done told which part of the work is done, from 0 to 1
   * @throws MediaRefused when the picture is damaged
   */
  async make(
    { id, file, width, folder, signal }: Picture,
    done: (part: number) => void,
  ): Promise<ImageRendition[]> {
    const made: ImageRendition[] = [];
    for await (const image of sizesOf(file, width, folder)) {
      const { height, format, sizeBytes } = image;
      const key = this.files.renditionOf(id, image);
      const contentType = `image/${format}`;
      await this.files.write(key, image.file, { contentType, signal });
      made.push({ width: image.width, height, contentType, sizeBytes, key });
      done(made.length / countSizes(width));
    }
    return made;
  }
}
