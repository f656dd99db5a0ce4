import { TransitionNotAllowed, newId } from '@course-plateform/common/kernel';
import { EnrollmentStatus } from '@course-plateform/types/user-progress';
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

  it('is completed once, and stays so when something is undone', () => {
    const enrollment = anEnrollment();
    expect(enrollment.measure(3, 3, later)).toBe(true);
    expect(enrollment).toMatchObject({ status: EnrollmentStatus.completed, completedAt: later });
    expect(enrollment.measure(2, 3, later)).toBe(false);
    expect(enrollment).toMatchObject({ status: EnrollmentStatus.completed, percent: 66.66 });
    expect(enrollment.measure(3, 3, later)).toBe(false);
  });

  it('knows when measuring would change nothing', () => {
    const enrollment = anEnrollment();
    expect([enrollment.standsAt(0, 3), enrollment.standsAt(1, 3)]).toEqual([true, false]);
    // All done, and the completion is still to be told: after a return of what was never completed.
    enrollment.percent = 100;
    expect(enrollment.standsAt(3, 3)).toBe(false);
    enrollment.measure(3, 3, later);
    expect([enrollment.standsAt(3, 3), enrollment.standsAt(2, 3)]).toEqual([true, false]);
    const ended = anEnrollment();
    ended.end(later);
    expect(ended.standsAt(3, 3)).toBe(true);
  });

  it('leaves itself alone when nothing has moved', () => {
    const enrollment = anEnrollment();
    enrollment.measure(0, 3, later);
    expect(enrollment.updatedAt).toBe(begun);
  });

  it('ends once, from either living state', () => {
    const enrollment = anEnrollment();
    enrollment.measure(1, 1, later);
    enrollment.assertLiving();
    enrollment.end(later);
    expect(enrollment).toMatchObject({ isEnded: true, endedAt: later, completedAt: later });
    expect(() => enrollment.end(later)).toThrow(TransitionNotAllowed);
    expect(() => enrollment.assertLiving()).toThrow(EnrollmentOver);
  });
});

describe('what may be done with an enrolment in each state', () => {
  const { active, completed, ended } = EnrollmentStatus;
  const begin: Readonly<Record<EnrollmentStatus, (enrollment: Enrollment) => void>> = {
    [active]: () => undefined,
    [completed]: (enrollment) => enrollment.measure(2, 2, begun),
    [ended]: (enrollment) => enrollment.end(begun),
  };
  const actions: Readonly<Record<string, (enrollment: Enrollment) => unknown>> = {
    'do a part': (enrollment) => enrollment.measure(1, 2, later),
    'do all': (enrollment) => enrollment.measure(2, 2, later),
    end: (enrollment) => enrollment.end(later),
    learn: (enrollment) => enrollment.assertLiving(),
  };
  /** The state afterwards and whether it completes the course now; null is a refusal. */
  const table: [EnrollmentStatus, string, EnrollmentStatus | null, boolean][] = [
    [active, 'do a part', active, false],
    [active, 'do all', completed, true],
    [active, 'end', ended, false],
    [active, 'learn', active, false],
    [completed, 'do a part', completed, false],
    [completed, 'do all', completed, false],
    [completed, 'end', ended, false],
    [completed, 'learn', completed, false],
    [ended, 'do a part', ended, false],
    [ended, 'do all', ended, false],
    [ended, 'end', null, false],
    [ended, 'learn', null, false],
  ];

  it('is said for every state and every action', () => {
    const said = new Set(table.map(([state, action]) => `${state} ${action}`));
    expect(said.size).toBe(Object.values(EnrollmentStatus).length * Object.keys(actions).length);
  });

  it.each(table)('%s, %s: %s', (state, action, after, completes) => {
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
  ])('stands where %i of %i lessons put it: %s', (done, total, stands) => {
    const enrollment = anEnrollment();
    expect(enrollment.standsAt(done, total)).toBe(stands);
    enrollment.measure(done, total, later);
    expect(enrollment.standsAt(done, total)).toBe(true);
    enrollment.end(later);
    expect(enrollment.standsAt(2, 3)).toBe(true);
  });

  it.each([
    ['active', 1, null],
    ['completed', 2, later],
  ])('resumes as it was when it ended: %s', (status, done, completedAt) => {
    const enrollment = anEnrollment();
    enrollment.measure(done, 2, later);
    enrollment.end(later);
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
    enrollment.end(later);
    expect(() => enrollment.upgradeTo(4, later)).toThrow(EnrollmentOver);
  });
});
