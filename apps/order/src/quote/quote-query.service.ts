import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { type QuoteResponse, toQuoteResponse } from './quote.dto';
import { Quote } from './quote.entity';
import { QuoteExpired, QuoteNotFound } from './quote.errors';

/** Reads quotes. */
@Injectable()
export class QuoteQueryService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** @throws QuoteNotFound when it is absent or another user's; QuoteExpired */
  async get(caller: Caller, id: string): Promise<QuoteResponse> {
    const rule = { owner: 'buyerId', notFound: QuoteNotFound } as const;
    const quote = ownedBy(caller, await this.em.findOne(Quote, { id }), rule);
    if (quote.hasExpired(this.clock.now())) throw new QuoteExpired();
    return toQuoteResponse(quote);
  }
}
