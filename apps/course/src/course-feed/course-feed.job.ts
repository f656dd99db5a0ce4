import { Injectable } from '@nestjs/common';
import { Clock, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@course-plateform/common/kernel';
import { ScheduledJobs, UnitOfWork } from '@course-plateform/common/persistence';
import { CourseServiceSettings } from '../env';
import { FeedPlaces } from './feed-places.repository';

/** How many courses take a place at a time: all of them the same one, in the order of their ids. */
const BATCH = 200;

/**
 * Gives courses that have changed their places in the feed for partners, once their change is committed. So the order
 * of the feed is not that of clocks, nor of transactions that were begun: a change that commits late is placed late,
 * behind everything that any partner has read. Runs exclude each other even when two replicas take them up at once.
 */
@Injectable()
export class CourseFeedJobs {
  private hasBegun = false;

  constructor(
    jobs: ScheduledJobs,
    private readonly places: FeedPlaces,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: CourseServiceSettings,
  ) {
    jobs.define({ name: 'course-feed', everyMs: SECOND_MS, run: () => this.place() });
    jobs.define({ name: 'course-feed-sweep', everyMs: HOUR_MS, run: () => this.sweep() });
  }

  /** Gives a place to whatever has changed. */
  async place(): Promise<void> {
    await this.begin();
    let placed = BATCH;
    while (placed === BATCH) placed = await this.placeBatch();
  }

  /** Forgets courses that were removed long ago, and takes up those that a replica of an earlier release has written. */
  async sweep(): Promise<void> {
    await this.begin();
    const kept = (this.settings.courseFeedRemovedDays + 1) * DAY_MS;
    await this.places.sweep(this.ago(kept));
    await this.places.adopt();
    // Partners who have read everything are not behind, however long nothing has changed.
    await this.unitOfWork.run((em) => this.places.advance(em, this.clock.now()));
  }

  private async begin(): Promise<void> {
    if (this.hasBegun) return;
    if (!(await this.places.begin())) await this.places.adopt();
    this.hasBegun = true;
  }

  private async placeBatch(): Promise<number> {
    const countedUntil = this.ago(this.settings.courseFeedLearnersMinutes * MINUTE_MS);
    if (!(await this.places.isAnyPending(countedUntil))) return 0;
    return this.unitOfWork.run(async (em) => {
      // First, so that no other run is between this and the commit.
      const place = await this.places.advance(em, this.clock.now());
      return this.places.place(em, place, { countedUntil, limit: BATCH });
    });
  }

  private ago(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() - milliseconds);
  }
}
