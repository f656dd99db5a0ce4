import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import sharp from 'sharp';
import { MediaFailure, MediaRefused } from './media-failure';
import { type MediaProperties, NO_PROPERTIES } from './media-properties';

/** The widths of the sizes that pages choose from (`srcset`); those above the image's own are left out. */
const WIDTHS = [320, 640, 1280, 1920];
const FORMATS = ['avif', 'webp', 'jpeg'] as const;
/** An image that takes longer was made to. */
const SECONDS_MAX = 60;

export type ImageFormat = (typeof FORMATS)[number];

/** An image in another size, as a file. */
export interface SizedImage {
  readonly width: number;
  readonly height: number;
  readonly format: ImageFormat;
  readonly file: string;
  readonly sizeBytes: number;
}

// Neither kept files nor threads beside the one that works: memory stays flat, and the processor is for requests.
sharp.cache(false);
sharp.concurrency(1);
// The readers of everything else are a way in for users who know their faults.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif'].map((name) => `VipsForeignLoad${name}File`),
});

/** Reads what an image says about itself. @throws MediaRefused */
export async function imageProperties(file: string, pixelsMax: number): Promise<MediaProperties> {
  const {
    width,
    height,
    orientation = 1,
  } = await readable(() => sharp(file, { limitInputPixels: false }).metadata());
  if (width * height > pixelsMax) throw new MediaRefused(MediaFailure.tooManyPixels);
  // From the fifth on it lies on its side (EXIF).
  const [shownWidth, shownHeight] = orientation >= 5 ? [height, width] : [width, height];
  return { ...NO_PROPERTIES, width: shownWidth, height: shownHeight };
}

/**
 * Makes the sizes of an image that pages use, encoded anew: nothing else of the file is in them, neither where it was
 * taken (EXIF) nor anything that is no picture.
 * @param ownWidth of the image, in pixels
 * @param folder where the files go
 * @yields each as soon as it is there
 * @throws MediaRefused when the image is damaged
 */
export async function* sizesOf(
  file: string,
  ownWidth: number,
  folder: string,
): AsyncGenerator<SizedImage> {
  const widths = WIDTHS.filter((width) => width < ownWidth);
  for (const width of [...widths, Math.min(ownWidth, 2560)]) {
    for (const format of FORMATS) yield await sized(file, { width, format, folder });
  }
}

/** How many `sizesOf` yields. */
export function countSizes(ownWidth: number): number {
  return (WIDTHS.filter((width) => width < ownWidth).length + 1) * FORMATS.length;
}

async function sized(
  source: string,
  wanted: { readonly width: number; readonly format: ImageFormat; readonly folder: string },
): Promise<SizedImage> {
  const { width, format, folder } = wanted;
  const file = path.join(folder, `w${width}.${format}`);
  const image = sharp(source, { failOn: 'error', autoOrient: true })
    .resize({ width, withoutEnlargement: true })
    .flatten(format === 'jpeg' ? { background: '#ffffff' } : false)
    .toFormat(format, format === 'avif' ? { effort: 2, quality: 50 } : { quality: 80 })
    .timeout({ seconds: SECONDS_MAX });
  let made = { width: 0, height: 0, size: 0 };
  image.once('info', (info: typeof made) => (made = info));
  await readable(() => pipeline(image, createWriteStream(file)));
  return { width: made.width, height: made.height, format, file, sizeBytes: made.size };
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new MediaRefused(MediaFailure.unreadable, { cause: error });
  }
}
