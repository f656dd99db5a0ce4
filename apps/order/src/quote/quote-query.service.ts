import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
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

  /** @throws QuoteNotFound when it is absent or somebody else's; QuoteExpired */
  async get(caller: Caller, id: string): Promise<QuoteResponse> {
    const quote = await this.em.findOne(Quote, { id });
    if (!quote?.isFor(caller.userId)) throw new QuoteNotFound();
    if (quote.hasExpired(this.clock.now())) throw new QuoteExpired();
    return toQuoteResponse(quote);
  }
}
