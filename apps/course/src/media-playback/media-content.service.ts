import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import contentDisposition from 'content-disposition';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { plainEntityTag } from '@course-plateform/common/edge';
import { RealClock, SECOND_MS } from '@course-plateform/common/kernel';
import { ObjectNotFound } from '@course-plateform/common/storage';
import { CourseServiceSettings } from '../env';
import { MediaFiles } from '../media/media-files';
import { MediaKind } from '../media/media-kind';
import { MediaQueryService } from '../media/media-query.service';
import type { Media } from '../media/media.entity';
import { MediaNotFound } from '../media/media.errors';
import { rangeOf } from './byte-ranges';
import { type PlaybackGrant, PlaybackGrants } from './playback-grants';
import { RangeNotSatisfiable, StreamFileNotFound } from './playback.errors';
import { signedPlaylist } from './signed-playlist';

/** Nothing in a file of a user may act in the name of the platform. */
const CONTENT_POLICY = "default-src 'none'; sandbox";

const PLAYLIST_TYPE = 'application/vnd.apple.mpegurl';
/** Names of files beside the playlist, and their endings. */
const STREAM_FILE = /^[\w-]+\.(m3u8|m4s|mp4)$/;
export const STREAM_TYPES: Readonly<Record<string, string>> = {
  m3u8: PLAYLIST_TYPE,
  m4s: 'video/iso.segment',
  mp4: 'video/mp4',
};

interface StoredObject {
  readonly key: string;
  readonly sizeBytes: number;
}

/** An object as it is sent. */
interface SentObject extends StoredObject {
  readonly contentType: string;
  readonly disposition: string;
  /** A strong entity tag, with its quotes. */
  readonly tag: string;
}

/** Sends the bytes of files to whoever has a grant: itself, or by a redirect to the storage. */
@Injectable()
export class MediaContent {
  constructor(
    private readonly grants: PlaybackGrants,
    private readonly media: MediaQueryService,
    private readonly files: MediaFiles,
    private readonly settings: CourseServiceSettings,
    private readonly clock: RealClock,
  ) {}

  /**
   * Sends a file as it was uploaded.
   * @throws PlaybackGrantInvalid, PlaybackGrantExpired, MediaNotFound, RangeNotSatisfiable
   */
  async sendOriginal(
    mediaId: string,
    token: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const grant = await this.grants.verify(token, mediaId);
    const media = await this.media.ready(mediaId);
    await this.send(grant, request, reply, {
      ...(await this.stored(media)),
      contentType: media.contentType ?? 'application/octet-stream',
      // Documents can hold scripts; pages need the rest.
      disposition: contentDisposition(media.name, {
        type: media.kind === MediaKind.document ? 'attachment' : 'inline',
      }),
      tag: `"${media.sha256 ?? media.id}"`,
    });
  }

  /**
   * Sends a file of the stream of a recording; in playlists, what they name carries the grant too.
   * @throws PlaybackGrantInvalid, PlaybackGrantExpired, StreamFileNotFound, RangeNotSatisfiable
   */
  async sendStreamFile(
    { mediaId, name }: { readonly mediaId: string; readonly name: string },
    token: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const grant = await this.grants.verify(token, mediaId);
    const contentType = STREAM_TYPES[STREAM_FILE.exec(name)?.[1] ?? ''];
    if (contentType === undefined) throw new StreamFileNotFound();
    const key = this.files.streamFileOf(mediaId, name);
    if (contentType === PLAYLIST_TYPE) return this.sendPlaylist(key, grant, reply);
    const found = await this.files.storage.stat(key);
    if (!found) throw new StreamFileNotFound();
    const { sizeBytes, modifiedAt } = found;
    const tag = `"${name}-${modifiedAt.getTime()}"`;
    await this.send(grant, request, reply, {
      ...{ key, sizeBytes, contentType, tag, disposition: 'inline' },
    });
  }

  private async sendPlaylist(
    key: string,
    grant: PlaybackGrant,
    reply: FastifyReply,
  ): Promise<void> {
    const playlist = await this.files.storage.read(key).catch((error: unknown) => {
      throw error instanceof ObjectNotFound ? new StreamFileNotFound() : error;
    });
    await reply
      .header('cache-control', `private, max-age=${this.remainingSeconds(grant)}`)
      .type(PLAYLIST_TYPE)
      .send(signedPlaylist(await text(playlist), grant.token));
  }

  /** Captions are sent as they were read, whatever else the file has. */
  private async stored({ id, kind, sizeBytes }: Media): Promise<StoredObject> {
    if (kind !== MediaKind.caption) return { key: this.files.originalOf(id), sizeBytes };
    const key = this.files.captionsOf(id);
    const found = await this.files.storage.stat(key);
    if (!found) throw new MediaNotFound();
    return { key, sizeBytes: found.sizeBytes };
  }

  private async send(
    grant: PlaybackGrant,
    request: FastifyRequest,
    reply: FastifyReply,
    object: SentObject,
  ): Promise<void> {
    const remainingSeconds = this.remainingSeconds(grant);
    const redirected = await this.storageUrl(object, remainingSeconds);
    if (redirected !== undefined) {
      await reply.header('cache-control', 'no-store').redirect(redirected, 302);
      return;
    }
    void reply
      .header('accept-ranges', 'bytes')
      .header('cache-control', `private, max-age=${remainingSeconds}`)
      .header('content-security-policy', CONTENT_POLICY)
      .header('content-disposition', object.disposition)
      .header('etag', object.tag)
      .type(object.contentType);
    if (isKnown(request, object.tag)) await reply.code(304).send();
    else await reply.send(await this.part(request, reply, object));
  }

  /** The bytes that a request wants; none for HEAD, which has the headers of all of them. */
  private async part(
    { headers, method }: FastifyRequest,
    reply: FastifyReply,
    { key, sizeBytes, tag }: SentObject,
  ): Promise<Readable> {
    const wanted = { range: headers.range, ifRange: headers['if-range']?.toString() };
    const range = method === 'HEAD' ? undefined : rangeOf(wanted, sizeBytes, tag);
    if (range === 'unsatisfiable') {
      void reply.header('content-range', `bytes */${sizeBytes}`);
      throw new RangeNotSatisfiable({ params: { size: sizeBytes } });
    }
    if (range) {
      const { start, end } = range;
      void reply.code(206).header('content-range', `bytes ${start}-${end}/${sizeBytes}`);
    }
    const length = range ? range.end - range.start + 1 : sizeBytes;
    void reply.header('content-length', length);
    return method === 'HEAD' ? Readable.from([]) : this.files.storage.read(key, range);
  }

  /** Where the storage itself serves an object; undefined where the service does. */
  private async storageUrl(
    { key, contentType, disposition }: SentObject,
    expiresInSeconds: number,
  ): Promise<string | undefined> {
    if (this.settings.mediaDelivery !== 'redirect') return undefined;
    const options = { expiresInSeconds, contentType, disposition };
    return this.files.storage.signedUrl(key, options);
  }

  private remainingSeconds({ expiresAt }: PlaybackGrant): number {
    const left = (expiresAt.getTime() - this.clock.now().getTime()) / SECOND_MS;
    return Math.max(1, Math.floor(left));
  }
}

/** Whether a client has it already (`If-None-Match`). @param tag a strong entity tag, with its quotes */
export function isKnown({ headers }: FastifyRequest, tag: string): boolean {
  const seen = headers['if-none-match'];
  if (seen === undefined || seen === '*') return seen === '*';
  const plain = plainEntityTag(tag);
  return seen.split(/\s*,\s*/).some((one) => plainEntityTag(one) === plain);
}
