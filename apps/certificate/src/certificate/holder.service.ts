import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RpcClient, orWhenUnavailable } from '@course-plateform/common/rpc';
import { Logger } from '@course-plateform/common/observability';
import { userProfileGetMany } from '@course-plateform/types/user';
import { Certificate } from './certificate.entity';

/** Puts the names of holders on certificates: requested once, kept as they were then. */
@Injectable()
export class HolderService {
  constructor(
    private readonly em: EntityManager,
    private readonly rpc: RpcClient,
    private readonly logger: Logger,
  ) {}

  /**
   * Names the holders of those certificates that have no name yet. A user service that is unavailable is no failure: the
   * certificates are there without names meanwhile. Call it outside of a unit of work.
   */
  async name(certificates: readonly Certificate[]): Promise<void> {
    const nameless = certificates.filter(({ holderName }) => holderName === null);
    if (nameless.length === 0) return;
    const names = await this.namesOf(nameless.map(({ userId }) => userId));
    for (const certificate of nameless) {
      const name = names.get(certificate.userId);
      if (name !== undefined) await this.freeze(certificate, name);
    }
  }

  /** Whoever is first decides, so that a name never changes; everybody shows what is stored. */
  private async freeze({ id }: Certificate, name: string): Promise<void> {
    await this.em.nativeUpdate(Certificate, { id, holderName: null }, { holderName: name });
    await this.em.findOne(Certificate, { id }, { refresh: true });
  }

  private async namesOf(userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const request = { userIds: [...new Set(userIds)] };
    const { profiles } = await orWhenUnavailable(
      this.rpc.request(userProfileGetMany, request),
      (err) => {
        this.logger.warn({ err }, 'holder names unavailable; certificates delayed');
        return { profiles: [] };
      },
    );
    return new Map(profiles.map(({ id, name }) => [id, name]));
  }
}
