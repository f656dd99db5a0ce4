import { Injectable } from '@nestjs/common';
import type { Caller } from './caller';
import { RecentList } from './recent-list';

/** A change of a user's role. */
export interface RoleVersion {
  readonly userId: string;
  /** The oldest role version whose tokens are accepted. */
  readonly version: number;
}

/** Users whose role has changed while access tokens with the old role have not expired yet. */
@Injectable()
export class RoleVersions extends RecentList {
  protected readonly key = 'auth:role-versions';
  private readonly oldest = new Map<string, number>();

  /** Whether the token of a caller was issued before the role changed. */
  hasOutdated({ userId, roleVersion }: Pick<Caller, 'userId' | 'roleVersion'>): boolean {
    return roleVersion < (this.oldest.get(userId) ?? 0);
  }

  /** Invalidates older access tokens of users in all services. Does not fail when Redis is unavailable. */
  add(changes: readonly RoleVersion[]): Promise<void> {
    return this.report(changes.map(({ userId, version }) => `${userId} ${version}`));
  }

  protected override learn(entry: string): void {
    const { userId, version } = parsed(entry);
    this.oldest.set(userId, Math.max(version, this.oldest.get(userId) ?? 0));
  }

  protected override unlearn(entry: string): void {
    const { userId, version } = parsed(entry);
    if (this.oldest.get(userId) === version) this.oldest.delete(userId);
  }
}

function parsed(entry: string): RoleVersion {
  const [userId = '', version] = entry.split(' ');
  return { userId, version: Number(version) };
}
