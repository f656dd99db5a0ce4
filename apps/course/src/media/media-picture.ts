import { IntegerField, TextField, UrlField } from '@course-plateform/types/platform';
import type { ImageRendition, Media } from './media.entity';

/** The sizes of a picture, as pages keep them. */
export interface Picture {
  readonly mediaId: string;
  readonly sizes: readonly Pick<ImageRendition, 'width' | 'height' | 'contentType'>[];
}

/** A picture in one size and format. A list of them makes `srcset` and the sources of a `picture` element. */
export class PictureSize {
  @UrlField({
    description: 'Where it is; needs no token while a course that everyone sees shows it',
    example:
      'https://example.com/api/v1/media/01890a5d-ac96-774b-bcce-b302099a8057/images/w640.webp',
  })
  url!: string;

  @IntegerField({ min: 1, description: 'Its width, in pixels', example: 640 })
  width!: number;

  @IntegerField({ min: 1, description: 'Its height, in pixels', example: 360 })
  height!: number;

  @TextField({ max: 100, description: 'Its media type', example: 'image/webp' })
  type!: string;
}

/** As many as there are of a picture at most: formats times widths. */
export const PICTURE_SIZES_MAX = 15;

/** The picture of an image, or of a video. */
export function pictureOf({ id, renditions }: Media): Picture {
  const sizes = renditions.map(({ width, height, contentType }) => ({
    width,
    height,
    contentType,
  }));
  return { mediaId: id, sizes };
}

/**
 * The addresses of a picture in its sizes.
 * @param widthMax of those that are wanted; the smallest are there in any case
 */
export function toPictureSizes(
  picture: Picture | null | undefined,
  publicUrl: string,
  widthMax = Number.POSITIVE_INFINITY,
): PictureSize[] {
  if (!picture) return [];
  const { mediaId, sizes } = picture;
  const images = `${publicUrl.replace(/\/+$/, '')}/api/v1/media/${mediaId}/images`;
  const least = Math.min(...sizes.map(({ width }) => width));
  return sizes
    .filter(({ width }) => width <= Math.max(widthMax, least))
    .map(({ width, height, contentType }) => ({
      url: `${images}/w${width}.${formatOf(contentType)}`,
      width,
      height,
      type: contentType,
    }));
}

function formatOf(contentType: string): string {
  return contentType.replace('image/', '');
}
