import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { ScheduledJob } from '@course-plateform/common/persistence';

/** Has payments checked at once. Orders use it, whom the checks use in turn. */
@Injectable()
export class SoonChecked {
  job: ScheduledJob | undefined;

  /** The checks run once the transaction has committed that closed a payment. */
  trigger(em: EntityManager): void {
    this.job?.trigger(em);
  }
}
