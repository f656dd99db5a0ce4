import { DateTimeField, IdField, TextField } from '@course-plateform/types/platform';
import type { Suspension } from './suspension.entity';

export class SuspensionCreateDto {
  @TextField({ max: 2000, description: 'Only admins read it', example: 'Spam in reviews.' })
  reason!: string;

  @DateTimeField({ optional: true, description: 'When it ends by itself' })
  until?: string;
}

export class SuspensionResponse {
  @IdField()
  id!: string;

  @IdField()
  userId!: string;

  @TextField({ max: 2000 })
  reason!: string;

  @IdField()
  suspendedBy!: string;

  @DateTimeField({ nullable: true, description: 'Null: until an admin ends it' })
  until!: string | null;

  @DateTimeField()
  createdAt!: string;
}

export function toSuspensionResponse(suspension: Suspension): SuspensionResponse {
  return {
    id: suspension.id,
    userId: suspension.userId,
    reason: suspension.reason,
    suspendedBy: suspension.suspendedBy,
    until: suspension.until?.toISOString() ?? null,
    createdAt: suspension.createdAt.toISOString(),
  };
}
