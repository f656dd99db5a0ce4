import { Injectable } from '@nestjs/common';
import { Cursors } from '@course-plateform/common/http';
import type { Dispute } from '../payment/dispute.entity';
import {
  type DisputeListQuery,
  type DisputePageResponse,
  type DisputeResponse,
  toDisputeResponse,
} from './dispute.dto';
import { DisputeNotFound } from './dispute.errors';
import { DisputeRepository } from './dispute.repository';

/** Reads disputes. */
@Injectable()
export class DisputeQueryService {
  constructor(
    private readonly disputes: DisputeRepository,
    private readonly cursors: Cursors,
  ) {}

  /** @throws DisputeNotFound */
  async find(id: string): Promise<Dispute> {
    const dispute = await this.disputes.find(id);
    if (!dispute) throw new DisputeNotFound();
    return dispute;
  }

  /** @throws DisputeNotFound */
  async get(id: string): Promise<DisputeResponse> {
    return toDisputeResponse(await this.find(id));
  }

  async list(query: DisputeListQuery): Promise<DisputePageResponse> {
    const { orderId, status } = query;
    const filter = { ...(orderId ? { orderId } : {}), ...(status ? { status } : {}) };
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.disputes.page(filter, query.limit, after);
    return this.cursors.toPage(page, query, filter, toDisputeResponse);
  }
}
