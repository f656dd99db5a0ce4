import { EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { sqlOf } from '@course-plateform/common/persistence';
import { Attempt, AttemptStatus } from './attempt.entity';

/** The named questions about stored attempts. */
@Injectable()
export class AttemptRepository {
  constructor(private readonly em: EntityManager) {}

  find(id: string): Promise<Attempt | null> {
    return this.em.findOne(Attempt, { id });
  }

  /** As another unit of work has left it. */
  refreshed(id: string): Promise<Attempt | null> {
    return this.em.findOne(Attempt, { id }, { refresh: true });
  }

  /** For the rest of the transaction nobody else changes the attempt. */
  locked(em: EntityManager, id: string): Promise<Attempt | null> {
    return em.findOne(Attempt, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  }

  /** A learner's attempts at a quiz, oldest first. */
  of(userId: string, quizId: string): Promise<Attempt[]> {
    return this.em.find(Attempt, { userId, quizId }, { orderBy: { number: 'asc' }, refresh: true });
  }

  /** The same inside a transaction that is the only one to begin attempts of this learner at this quiz. */
  async lockedAll(em: EntityManager, userId: string, quizId: string): Promise<Attempt[]> {
    const lock = 'select pg_advisory_xact_lock(hashtextextended(?, 0))';
    await sqlOf(em).execute(lock, [`attempt ${userId} ${quizId}`], 'run');
    return em.find(
      Attempt,
      { userId, quizId },
      { orderBy: { number: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
    );
  }

  /** Those that are in progress although their deadline has passed, the longest overdue first. */
  async overdue(now: Date, limit: number): Promise<string[]> {
    const rows = await this.em.find(
      Attempt,
      { status: AttemptStatus.inProgress, deadlineAt: { $lte: now } },
      { orderBy: { deadlineAt: 'asc' }, limit, fields: ['id'] },
    );
    return rows.map(({ id }) => id);
  }
}
