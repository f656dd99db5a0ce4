import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { type CursorQuery, Cursors } from '@course-plateform/common/http';
import type { CursorPage } from '@course-plateform/common/kernel';
import { findCursorPage } from '@course-plateform/common/persistence';
import type { SignInSummary } from '@course-plateform/types/auth';
import {
  type AuditEventListQuery,
  type AuditEventPageResponse,
  type SecurityEventListQuery,
  type SecurityEventPageResponse,
  toAuditEventResponse,
  toSecurityEventResponse,
} from './security-event.dto';
import { SecurityEvent, SecurityEventResult, SecurityEventType } from './security-event.entity';

/** Events of an account that are looked through, along the index of the account. */
const EVENTS_READ = 500;
/** Sign-ins of one response. */
const SIGN_INS_MAX = 100;

interface SecurityEventFilter {
  readonly accountId?: string;
  readonly type?: SecurityEventType;
}

/** Reads the audit trail. */
@Injectable()
export class SecurityEventQueryService {
  constructor(
    private readonly em: EntityManager,
    private readonly cursors: Cursors,
  ) {}

  /** What happened to the caller's account, newest first. */
  async listMine(
    caller: Caller,
    query: SecurityEventListQuery,
  ): Promise<SecurityEventPageResponse> {
    const filter = { accountId: caller.userId };
    const page = await this.page(filter, query);
    return this.cursors.toPage(page, query, filter, toSecurityEventResponse);
  }

  /** What happened to all accounts, newest first. */
  async listAll(query: AuditEventListQuery): Promise<AuditEventPageResponse> {
    const filter = {
      ...(query.userId === undefined ? {} : { accountId: query.userId }),
      ...(query.type === undefined ? {} : { type: query.type }),
    };
    const page = await this.page(filter, query);
    return this.cursors.toPage(page, query, filter, toAuditEventResponse);
  }

  /** The last sign-ins of a user that succeeded, newest first. */
  async recentSignIns(accountId: string): Promise<SignInSummary[]> {
    const events = await this.em.find(
      SecurityEvent,
      { accountId },
      { orderBy: { occurredAt: 'desc', id: 'desc' }, limit: EVENTS_READ },
    );
    const isSignIn = ({ type, result }: SecurityEvent) =>
      type === SecurityEventType.signIn && result === SecurityEventResult.done;
    return events
      .filter(isSignIn)
      .slice(0, SIGN_INS_MAX)
      .map(({ occurredAt, userAgent, ip }) => ({
        ...{ at: occurredAt.toISOString(), userAgent, network: ip },
      }));
  }

  private page(
    filter: SecurityEventFilter,
    { cursor, limit }: CursorQuery,
  ): Promise<CursorPage<SecurityEvent>> {
    const after = this.cursors.read(cursor, filter);
    return findCursorPage(this.em, SecurityEvent, filter, {
      by: 'occurredAt',
      order: 'desc',
      limit,
      after,
    });
  }
}
