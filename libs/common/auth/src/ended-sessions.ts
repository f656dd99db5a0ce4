import { Injectable } from '@nestjs/common';
import { RecentList } from './recent-list';

/** Sessions that have ended while their access tokens have not expired yet. */
@Injectable()
export class EndedSessions extends RecentList {
  protected readonly key = 'auth:ended-sessions';

  /** Whether a session is known to have ended. */
  has(sessionId: string): boolean {
    return this.knows(sessionId);
  }

  /** Invalidates the access tokens of sessions in all services. Does not fail when Redis is unavailable. */
  add(sessionIds: readonly string[]): Promise<void> {
    return this.report(sessionIds);
  }
}
