import { DateTimeField, IdField, TextField } from '@course-plateform/types/platform';
import type { Suspension } from './suspension.entity';

export class SuspensionCreateDto {
  @TextField({ max: 2000, description: 'Why; only admins read it', example: 'Spam in reviews.' })
  reason!: string;

  @DateTimeField({
    optional: true,
    description:
      'When the suspension ends by itself, in the future; when left out, only an admin ends it',
    example: '2026-03-01T00:00:00.000Z',
  })
  until?: string;
}

export class SuspensionResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The user who cannot sign in' })
  userId!: string;

  @TextField({ max: 2000, description: 'Why; only admins read it', example: 'Spam in reviews.' })
  reason!: string;

  @IdField({ description: 'The admin who suspended the user' })
  suspendedBy!: string;

  @DateTimeField({
    nullable: true,
    description: 'When the suspension ends by itself; null when only an admin ends it',
    example: '2026-03-01T00:00:00.000Z',
  })
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
