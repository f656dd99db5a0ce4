import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import contentDisposition from 'content-disposition';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '@course-plateform/common/auth';
import { inLanes } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/rpc';
import { quizContentGet } from '@course-plateform/types/quiz';
import type { Course } from '../course/course.entity';
import { CourseRepository } from '../course/course.repository';
import { MediaFiles } from '../media/media-files';
import { Media } from '../media/media.entity';
import { isKnown } from '../media-playback/media-content.service';
import { type WrittenEntry, writeArchive } from './archive-writer';
import {
  COURSE_ENTRY,
  FORMAT,
  FORMAT_VERSION,
  LocalIds,
  MEDIA_FOLDER,
  type MediaInFile,
  fileOfCourse,
} from './course-file';

export const ARCHIVE_TYPE = 'application/zip';
/** Quizzes are requested one by one, because each may fill a message. */
const REQUESTED_AT_ONCE = 4;

/** A file, and where its bytes are. */
interface StoredFile extends MediaInFile {
  /** In object storage. */
  readonly key: string;
}

/** Sends drafts as archives. */
@Injectable()
export class CourseExportService {
  constructor(
    private readonly em: EntityManager,
    private readonly courses: CourseRepository,
    private readonly files: MediaFiles,
    private readonly rpc: RpcClient,
  ) {}

  /** Sends the draft of a course with its files, as one stream. @throws CourseNotFound, UpstreamUnavailable */
  async send(
    caller: Caller,
    id: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const course = await this.courses.findOwned(caller, id);
    const { json, media } = await this.describe(course);
    // All that is in the archive follows from this entry, files included.
    const tag = `"${createHash('sha256').update(json).digest('base64url')}"`;
    void reply.header('etag', tag).header('cache-control', 'private, no-cache');
    if (isKnown(request, tag)) return void (await reply.code(304).send());
    const archive = await writeArchive([entryOf(json), ...this.entriesOf(media)], course.updatedAt);
    if (request.method === 'HEAD') archive.bytes.destroy();
    await reply
      .header('content-disposition', contentDisposition(`${course.details.title}.zip`))
      .header('content-length', archive.sizeBytes)
      .type(ARCHIVE_TYPE)
      .send(request.method === 'HEAD' ? Readable.from([]) : archive.bytes);
  }

  private async describe(course: Course): Promise<{ json: Buffer; media: readonly StoredFile[] }> {
    const [mediaIds, quizIds] = [new LocalIds(), new LocalIds()];
    const content = fileOfCourse(course, {
      mediaId: (id) => mediaIds.of(id),
      quizId: (id) => quizIds.of(id),
    });
    const [media, quizzes] = await Promise.all([
      this.stored(mediaIds),
      this.quizzes(course.id, quizIds),
    ]);
    const file = {
      ...{ format: FORMAT, version: FORMAT_VERSION },
      ...content,
      // Only where there are some, so that archives without any stay readable by releases that know none.
      ...(quizzes.length > 0 ? { quizzes } : {}),
      media: media.map(({ key: _key, ...listed }) => listed),
    };
    return { json: Buffer.from(`${JSON.stringify(file, null, 2)}\n`), media };
  }

  /** Those that the course has; a lesson may name one of another course. @throws UpstreamUnavailable */
  private async quizzes(courseId: string, ids: LocalIds): Promise<object[]> {
    const found = await inLanes(ids.outside, REQUESTED_AT_ONCE, async (quizId) => {
      const { content } = await this.rpc.request(quizContentGet, { courseId, quizId });
      return content === null ? [] : { id: ids.of(quizId), ...(JSON.parse(content) as object) };
    });
    return found.flat();
  }

  private async stored(ids: LocalIds): Promise<StoredFile[]> {
    const found = await this.em.find(Media, { id: { $in: ids.outside } });
    const byId = new Map(found.map((media) => [media.id, media]));
    return ids.outside.map((mediaId) => {
      const media = byId.get(mediaId);
      if (media?.sha256 == null)
        throw new Error(`The course names no file that is ready: ${mediaId}`);
      const { kind, name, sha256, sizeBytes } = media;
      const key = this.files.originalOf(mediaId);
      return { id: ids.of(mediaId), kind, name: name || kind, sha256, sizeBytes, key };
    });
  }

  /** Files with the same content are one entry. */
  private entriesOf(media: readonly StoredFile[]): WrittenEntry[] {
    const byHash = new Map(media.map((file) => [file.sha256, file]));
    return [...byHash.values()].map(({ sha256, sizeBytes, key }) => ({
      name: `${MEDIA_FOLDER}${sha256}`,
      sizeBytes,
      open: () => this.files.storage.read(key),
    }));
  }
}

function entryOf(json: Buffer): WrittenEntry {
  const open = () => Promise.resolve(Readable.from([json]));
  return { name: COURSE_ENTRY, sizeBytes: json.length, open };
}
