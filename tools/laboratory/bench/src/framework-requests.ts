// The requests of a purchase between the programs of framework-purchase.ts, over Nest's NATS transport.
import { Inject, Injectable } from '@nestjs/common';
import type { ClientProxy } from '@nestjs/microservices';
import { firstValueFrom } from 'rxjs';

export const NATS_CLIENT = 'nats-client';
/** What courses cost. */
export const OFFERS = 'framework.offers';
/** Which courses someone has. */
export const OWNED = 'framework.owned';

export interface CourseRequest {
  readonly buyerId: string;
  readonly courseIds: readonly string[];
}

@Injectable()
export class Upstream {
  constructor(@Inject(NATS_CLIENT) private readonly client: ClientProxy) {}

  /** What courses cost, and whether someone has them. */
  async offersFor(request: CourseRequest): Promise<void> {
    await Promise.all([this.request(OFFERS, request), this.request(OWNED, request)]);
  }

  /** Whether someone has courses. */
  async ownedBy(request: CourseRequest): Promise<void> {
    await this.request(OWNED, request);
  }

  private request(pattern: string, request: CourseRequest): Promise<unknown> {
    return firstValueFrom(this.client.send<unknown>(pattern, request));
  }
}
