import { TransitionNotAllowed, newId } from '@course-plateform/common/kernel';
import { ApplicationStatus, InstructorApplication } from './application.entity';

const now = new Date('2026-01-01T00:00:00Z');
const decidedAt = new Date('2026-01-02T00:00:00Z');
const decision = { by: newId(), reason: 'Because.', now: decidedAt };

function anApplication(): InstructorApplication {
  return new InstructorApplication({ userId: newId(), motivation: 'I teach.', now });
}

describe('InstructorApplication', () => {
  it.each([ApplicationStatus.approved, ApplicationStatus.rejected] as const)(
    'is %s once',
    (status) => {
      const application = anApplication();
      application.decide(status, decision);
      expect(application).toMatchObject({
        status,
        reason: 'Because.',
        decidedBy: decision.by,
        decidedAt,
      });
      for (const other of [ApplicationStatus.approved, ApplicationStatus.rejected] as const) {
        expect(() => application.decide(other, decision)).toThrow(TransitionNotAllowed);
      }
      expect(application.status).toBe(status);
    },
  );

  it('starts as pending', () => {
    expect(anApplication()).toMatchObject({ status: 'pending', decidedAt: null, reason: null });
  });
});
