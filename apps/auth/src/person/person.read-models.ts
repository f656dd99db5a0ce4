import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RoleVersions, TOLD_FOR_MS } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { ReadModel } from '@course-plateform/common/events';
import { Account } from '../account/account.entity';

/** What all services know of changed roles, for a rebuild. */
@Injectable()
export class PersonReadModels {
  constructor(
    private readonly roleVersions: RoleVersions,
    private readonly clock: Clock,
  ) {}

  /** Made from the accounts themselves, so that nobody has to tell anything again. */
  @ReadModel({ name: 'roles', facts: [] })
  async tellRoles(em: EntityManager): Promise<void> {
    const since = new Date(this.clock.now().getTime() - TOLD_FOR_MS);
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
