import { TransitionNotAllowed, newId } from '@course-plateform/common/kernel';
import {
  EnrollmentStatus,
  EnrollmentSuspensionReason,
} from '@course-plateform/types/user-progress';
import { Enrollment } from './enrollment.entity';
import { EnrollmentOver } from './enrollment.errors';

const begun = new Date('2026-01-01T00:00:00Z');
const later = new Date('2026-01-02T00:00:00Z');

function anEnrollment(): Enrollment {
  return new Enrollment({ userId: newId(), courseId: newId(), publication: 1, now: begun });
}

describe('Enrollment', () => {
  it.each([
    ['nothing', 0, 3, 0],
    ['a part, never rounded up', 2, 3, 66.66],
    ['almost all', 9999, 10_000, 99.99],
    ['almost all of very many', 99_999, 100_000, 99.99],
    ['a publication without lessons', 0, 0, 0],
  ])('measures %s', (_what, done, total, percent) => {
    const enrollment = anEnrollment();
    expect(enrollment.measure(done, total, later)).toBe(false);
    expect(enrollment).toMatchObject({ percent, status: EnrollmentStatus.active });
  });

  it('is completed once, and stays completed when a lesson is undone', () => {
    const enrollment = anEnrollment();
    expect(enrollment.measure(3, 3, later)).toBe(true);
    expect(enrollment).toMatchObject({ status: EnrollmentStatus.completed, completedAt: later });
    expect(enrollment.measure(2, 3, later)).toBe(false);
    expect(enrollment).toMatchObject({ status: EnrollmentStatus.completed, percent: 66.66 });
    expect(enrollment.measure(3, 3, later)).toBe(false);
  });

  it('detects that a measurement would change nothing', () => {
    const enrollment = anEnrollment();
    expect([enrollment.isUpToDate(0, 3), enrollment.isUpToDate(1, 3)]).toEqual([true, false]);
    // All done, and the completion is still to be published: after a return of what was never completed.
    enrollment.percent = 100;
    expect(enrollment.isUpToDate(3, 3)).toBe(false);
    enrollment.measure(3, 3, later);
    expect([enrollment.isUpToDate(3, 3), enrollment.isUpToDate(2, 3)]).toEqual([true, false]);
    const ended = anEnrollment();
    ended.withdraw(later);
    expect(ended.isUpToDate(3, 3)).toBe(true);
  });

  it('does not change when a measurement changes nothing', () => {
    const enrollment = anEnrollment();
    enrollment.measure(0, 3, later);
    expect(enrollment.updatedAt).toBe(begun);
  });

  it('ends once, when active or completed', () => {
    const enrollment = anEnrollment();
    enrollment.measure(1, 1, later);
    enrollment.assertLiving();
    enrollment.withdraw(later);
    expect(enrollment).toMatchObject({ isEnded: true, endedAt: later, completedAt: later });
    expect(() => enrollment.withdraw(later)).toThrow(TransitionNotAllowed);
    expect(() => enrollment.assertLiving()).toThrow(EnrollmentOver);
  });
});

describe('the transitions of an enrollment', () => {
  const { active, completed, suspended, ended } = EnrollmentStatus;
  const begin: Readonly<Record<EnrollmentStatus, (enrollment: Enrollment) => void>> = {
    [active]: () => undefined,
    [completed]: (enrollment) => enrollment.measure(2, 2, begun),
    [suspended]: (enrollment) => enrollment.suspend(EnrollmentSuspensionReason.disputed, begun),
    [ended]: (enrollment) => enrollment.withdraw(begun),
  };
  const actions: Readonly<Record<string, (enrollment: Enrollment) => unknown>> = {
    'do a part': (enrollment) => enrollment.measure(1, 2, later),
    'do all': (enrollment) => enrollment.measure(2, 2, later),
    end: (enrollment) => enrollment.withdraw(later),
    learn: (enrollment) => enrollment.assertLiving(),
    suspend: (enrollment) => enrollment.suspend(EnrollmentSuspensionReason.disputed, later),
  };
  /** The state afterwards and whether it completes the course now; null is a refusal. */
  const table: [EnrollmentStatus, string, EnrollmentStatus | null, boolean][] = [
    [active, 'do a part', active, false],
    [active, 'do all', completed, true],
    [active, 'end', ended, false],
    [active, 'learn', active, false],
    [active, 'suspend', suspended, false],
    [completed, 'do a part', completed, false],
    [completed, 'do all', completed, false],
    [completed, 'end', ended, false],
    [completed, 'learn', completed, false],
    [completed, 'suspend', suspended, false],
    [suspended, 'do a part', suspended, false],
    [suspended, 'do all', suspended, false],
    [suspended, 'end', ended, false],
    [suspended, 'learn', null, false],
    [suspended, 'suspend', null, false],
    [ended, 'do a part', ended, false],
    [ended, 'do all', ended, false],
    [ended, 'end', null, false],
    [ended, 'learn', null, false],
    [ended, 'suspend', null, false],
  ];

  it('are listed for every state and action', () => {
    const output = new Set(table.map(([state, action]) => `${state} ${action}`));
    expect(output.size).toBe(Object.values(EnrollmentStatus).length * Object.keys(actions).length);
  });

  it.each(table)('from %s by %s lead to %s', (state, action, after, completes) => {
    const enrollment = anEnrollment();
    begin[state](enrollment);
    const { endedAt } = enrollment;
    const act = () => actions[action]?.(enrollment);
    if (after === null) expect(act).toThrow();
    else expect(act() ?? false).toBe(completes);
    expect(enrollment.status).toBe(after ?? state);
    expect(enrollment.endedAt).toBe(after === ended && state !== ended ? later : endedAt);
  });

  it.each([
    [0, 3, true],
    [1, 3, false],
    [3, 3, false],
  ])('has the progress of %i out of %i lessons: %s', (done, total, upToDate) => {
    const enrollment = anEnrollment();
    expect(enrollment.isUpToDate(done, total)).toBe(upToDate);
    enrollment.measure(done, total, later);
    expect(enrollment.isUpToDate(done, total)).toBe(true);
    enrollment.withdraw(later);
    expect(enrollment.isUpToDate(2, 3)).toBe(true);
  });

  it.each([
    ['active', 1, null],
    ['completed', 2, later],
  ])('resumes in the state in which it ended: %s', (status, done, completedAt) => {
    const enrollment = anEnrollment();
    enrollment.measure(done, 2, later);
    enrollment.withdraw(later);
    enrollment.resume(later);
    expect(enrollment).toMatchObject({ status, completedAt, endedAt: null, isEnded: false });
    expect(() => enrollment.resume(later)).toThrow(TransitionNotAllowed);
  });

  it('moves to newer publications only, and not after its end', () => {
    const enrollment = anEnrollment();
    enrollment.upgradeTo(3, later);
    expect(enrollment).toMatchObject({ publication: 3, updatedAt: later });
    enrollment.upgradeTo(2, begun);
    enrollment.upgradeTo(3, begun);
    expect(enrollment).toMatchObject({ publication: 3, updatedAt: later });
    enrollment.withdraw(later);
    expect(() => enrollment.upgradeTo(4, later)).toThrow(EnrollmentOver);
  });
});
