import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import {
  PreconditionFailed,
  UnitOfWork,
  orWhenDuplicate,
} from '@course-plateform/common/persistence';
import {
  type BillingDetailsResponse,
  type BillingDetailsUpdateDto,
  addressOf,
  toBillingDetailsResponse,
} from './billing-details.dto';
import { BillingDetails } from './billing-details.entity';

/** The version of what was never saved. */
const NOTHING_SAVED = 0;

/** What buyers want on their invoices. */
@Injectable()
export class BillingDetailsService {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async get({ userId: id }: Caller): Promise<BillingDetailsResponse> {
    const found = await this.em.findOne(BillingDetails, { id }, { disableIdentityMap: true });
    return toBillingDetailsResponse(found);
  }

  /** @throws PreconditionFailed when they changed meanwhile */
  save(
    { userId: id }: Caller,
    version: number,
    dto: BillingDetailsUpdateDto,
  ): Promise<BillingDetailsResponse> {
    const saved = this.unitOfWork.run(async (em) => {
      const known = await this.find(em, id, version);
      const details = known ?? new BillingDetails(id, addressOf(dto), this.clock.now());
      if (known) known.replace(addressOf(dto), this.clock.now());
      else em.persist(details);
      return details;
    }, toBillingDetailsResponse);
    return orWhenDuplicate(saved, { billing_details_pkey: () => new PreconditionFailed() });
  }

  /** @throws PreconditionFailed when they changed meanwhile */
  remove({ userId: id }: Caller, version: number): Promise<void> {
    return this.unitOfWork.run(async (em) => {
      const known = await this.find(em, id, version);
      if (known) em.remove(known);
    });
  }

  private async find(em: EntityManager, id: string, version: number) {
    const known = await em.findOne(BillingDetails, { id });
    if ((known?.version ?? NOTHING_SAVED) !== version) throw new PreconditionFailed();
    return known;
  }
}
