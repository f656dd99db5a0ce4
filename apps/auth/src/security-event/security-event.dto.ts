import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import { DateTimeField, EnumField, IdField, TextField } from '@course-plateform/types/platform';
import {
  type SecurityEvent,
  SecurityEventResult,
  SecurityEventType,
} from './security-event.entity';

export class SecurityEventListQuery extends CursorQuery {}

export class AuditEventListQuery extends CursorQuery {
  @IdField({ optional: true, description: "Only events of this user's account" })
  userId?: string;

  @EnumField(SecurityEventType, 'SecurityEventType', {
    optional: true,
    description: 'Only events of this type',
  })
  type?: SecurityEventType;
}

export class SecurityEventResponse {
  @IdField()
  id!: string;

  @EnumField(SecurityEventType, 'SecurityEventType', { description: 'What happened' })
  type!: SecurityEventType;

  @EnumField(SecurityEventResult, 'SecurityEventResult', {
    description: 'Whether it happened or was refused',
  })
  result!: SecurityEventResult;

  @TextField({
    nullable: true,
    description: 'The error code of the refusal; null for what was not refused',
    example: 'auth.invalid_credentials',
  })
  refusedWith!: string | null;

  @TextField({
    min: 0,
    nullable: true,
    description:
      'The browser or program as it named itself in `User-Agent`; null for what no request caused',
    example: 'Mozilla/5.0',
  })
  device!: string | null;

  @TextField({
    nullable: true,
    description:
      'The network the request came from, with the address cut off; null for what no request caused',
    example: '203.0.113.0/24',
  })
  ip!: string | null;

  @DateTimeField({ description: 'When it happened' })
  occurredAt!: string;
}

export class SecurityEventPageResponse extends CursorPageOf(SecurityEventResponse) {}

export class AuditEventResponse extends SecurityEventResponse {
  @IdField({
    nullable: true,
    description: 'Whose account it is about; null for what is about no account',
  })
  userId!: string | null;

  @IdField({
    nullable: true,
    description: 'The user who did it; null when nobody was signed in, or the platform did it',
  })
  actorId!: string | null;
}

export class AuditEventPageResponse extends CursorPageOf(AuditEventResponse) {}

/** An event as the owner of the account sees it. */
export function toSecurityEventResponse(event: SecurityEvent): SecurityEventResponse {
  const { id, type, result, refusedWith, userAgent, ip, occurredAt } = event;
  return {
    ...{ id, type, result, refusedWith, ip },
    device: userAgent,
    occurredAt: occurredAt.toISOString(),
  };
}

/** An event as admins see it. */
export function toAuditEventResponse(event: SecurityEvent): AuditEventResponse {
  return {
    ...toSecurityEventResponse(event),
    userId: event.accountId,
    actorId: event.actorId,
  };
}
