import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { Cursors } from '@course-plateform/common/http';
import { cursorPageOf } from '@course-plateform/common/kernel';
import { MediaKind } from './media-kind';
import { MediaQuota } from './media-quota.service';
import {
  type MediaListQuery,
  type MediaPageResponse,
  type MediaResponse,
  type MediaUsageResponse,
  toMediaResponse,
} from './media.dto';
import { IS_UNUSED, Media, MediaStatus } from './media.entity';
import { MediaNotFound } from './media.errors';

/** Reads media. */
@Injectable()
export class MediaQueryService {
  constructor(
    private readonly em: EntityManager,
    private readonly quota: MediaQuota,
    private readonly cursors: Cursors,
  ) {}

  /** A file of the caller's. @throws MediaNotFound when it is absent or another user's */
  async get(caller: Caller, id: string): Promise<MediaResponse> {
    return toMediaResponse(await this.find(caller, id));
  }

  /** A file of the caller's, in any state. @throws MediaNotFound when it is absent or another user's */
  async find(caller: Caller, id: string): Promise<Media> {
    const found = await this.em.findOne(Media, { id });
    return ownedBy(caller, found, { owner: 'ownerId', notFound: MediaNotFound });
  }

  /** A file that can be used, of whoever it is. @throws MediaNotFound */
  async ready(id: string): Promise<Media> {
    const found = await this.em.findOne(Media, { id, status: MediaStatus.ready });
    if (!found) throw new MediaNotFound();
    return found;
  }

  /** The files of the caller, newest first. */
  async list(caller: Caller, query: MediaListQuery): Promise<MediaPageResponse> {
    const filter = {
      ownerId: caller.userId,
      ...(query.kind === undefined ? {} : { kind: query.kind }),
      ...(query.unused === undefined ? {} : { unused: query.unused }),
    };
    const after = this.cursors.read(query.cursor, filter);
    const { unused, ...exact } = filter;
    const rows = await this.em.find(
      Media,
      {
        ...exact,
        ...(unused === true ? IS_UNUSED : {}),
        ...(unused === false ? { unusedSince: null } : {}),
        ...(after ? { id: { $lt: String(after[0]) } } : {}),
      },
      { orderBy: { id: 'desc' }, limit: query.limit + 1 },
    );
    const page = cursorPageOf(rows, query.limit, ({ id }) => [id]);
    return this.cursors.toPage(page, query, filter, toMediaResponse);
  }

  /** How much the caller has stored, and how much is allowed. */
  async usage(caller: Caller): Promise<MediaUsageResponse> {
    return {
      usedBytes: await this.quota.used(caller.userId),
      limitBytes: this.quota.limitBytes,
      limits: Object.values(MediaKind).map((kind) => ({
        kind,
        maximumBytes: this.quota.maximumOf(kind),
      })),
    };
  }
}
