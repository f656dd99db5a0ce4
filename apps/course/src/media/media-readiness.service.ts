import { setTimeout as pause } from 'node:timers/promises';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { MediaWorker } from './media-worker';
import { Media, MediaStatus } from './media.entity';

const LOOK_EVERY_MS = 100;

/** Waits for the work on files that have arrived, whichever replica does it. */
@Injectable()
export class MediaReadiness {
  constructor(
    private readonly em: EntityManager,
    private readonly worker: MediaWorker,
  ) {}

  /**
   * Waits until files are ready, one of them has failed, or it has taken too long.
   * @returns the files as they are then, those that are gone left out
   */
  async wait(ids: readonly string[], patienceMs: number): Promise<Media[]> {
    const deadline = performance.now() + patienceMs;
    this.worker.wake();
    for (;;) {
      const found = await this.em.fork().find(Media, { id: { $in: [...ids] } });
      const isOver = found.length < ids.length || found.some(hasFailed) || !found.some(isAtWork);
      if (isOver || performance.now() > deadline) return found;
      await pause(LOOK_EVERY_MS);
    }
  }
}

function hasFailed({ status }: Media): boolean {
  return status === MediaStatus.failed;
}

function isAtWork({ status }: Media): boolean {
  return status !== MediaStatus.ready;
}
