import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { type UserErased, userErased } from '@course-plateform/types/user';
import { MediaService } from './media.service';

@Injectable()
export class MediaEventHandler {
  constructor(private readonly media: MediaService) {}

  @EventHandler(userErased, { consumer: 'media-erasure' })
  eraseMedia(event: EventEnvelope<UserErased>, em: EntityManager): Promise<void> {
    return this.media.erase(em, event.payload.userId);
  }
}
