import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RoleVersions, RECENT_LIST_TTL_MS } from '@course-plateform/common/auth';
import { RealClock } from '@course-plateform/common/kernel';
import { ReadModel } from '@course-plateform/common/events';
import { Account } from '../account/account.entity';

/** What all services know of changed roles, for a rebuild. */
@Injectable()
export class UserAccountReadModels {
  constructor(
    private readonly roleVersions: RoleVersions,
    private readonly clock: RealClock,
  ) {}

  /** Made from the accounts themselves, so that no event has to be republished. */
  @ReadModel({ name: 'roles', events: [] })
  async publishRoles(em: EntityManager): Promise<void> {
    const since = new Date(this.clock.now().getTime() - RECENT_LIST_TTL_MS);
    const changed = await em.find(
      Account,
      { updatedAt: { $gt: since }, roleVersion: { $gt: 0 } },
      { fields: ['id', 'roleVersion'] },
    );
    await this.roleVersions.add(
      changed.map(({ id, roleVersion }) => ({ userId: id, version: roleVersion })),
    );
  }
}
