import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CoursePageRepository } from '../catalog/course-page.repository';
import { MediaFiles } from '../media/media-files';
import { MediaNotFound } from '../media/media.errors';
import { isKnown } from './media-content.service';

const IMAGE = /^w([1-9]\d{0,4})\.(avif|webp|jpeg)$/;
export const IMAGE_TYPES = ['image/avif', 'image/webp', 'image/jpeg'];

/**
 * An image under an address never changes, so a browser that has it keeps it for a year. Caches that serve others let
 * go of it soon: the course may have been withdrawn.
 */
const CACHE = 'public, max-age=31536000, s-maxage=300, immutable';

/** Sends the pictures that the pages of courses show. */
@Injectable()
export class MediaImageService {
  constructor(
    private readonly courses: CoursePageRepository,
    private readonly files: MediaFiles,
  ) {}

  /** @throws MediaNotFound when there is none, or no course that everyone sees shows it */
  async send(
    mediaId: string,
    name: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const [, width, format] = IMAGE.exec(name) ?? [];
    if (width === undefined || format === undefined) throw new MediaNotFound();
    if (!(await this.courses.isPublic(mediaId))) throw new MediaNotFound();
    const key = this.files.renditionOf(mediaId, { width: Number(width), format });
    const found = await this.files.storage.stat(key);
    if (!found) throw new MediaNotFound();
    const tag = `"${mediaId}-${name}"`;
    void reply.header('cache-control', CACHE).header('etag', tag);
    if (isKnown(request, tag)) {
      await reply.code(304).send();
      return;
    }
    await reply
      .header('content-length', found.sizeBytes)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .type(`image/${format}`)
      .send(await this.files.storage.read(key));
  }
}
