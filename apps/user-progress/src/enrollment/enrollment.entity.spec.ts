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
