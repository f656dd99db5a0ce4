import { Injectable } from '@nestjs/common';
import { RecentList } from './recent-list';

/** Sessions that ended while access tokens of theirs are still good. */
@Injectable()
export class EndedSessions extends RecentList {
  protected readonly key = 'auth:ended-sessions';

  /** Whether a session is known to be over. */
  has(sessionId: string): boolean {
    return this.knows(sessionId);
  }

  /** Makes the access tokens of sessions useless in all services. Does not fail when Redis is away. */
  add(sessionIds: readonly string[]): Promise<void> {
    return this.tell(sessionIds);
  }
}
