import { newId } from '@course-plateform/common/kernel';
import {
  describeNamedIds,
  describeOwnership,
  startTestService,
} from '@course-plateform/common/testing';
import { certificateIssued } from '@course-plateform/types/certificate';
import { courseCompleted } from '@course-plateform/types/user-progress';
import document from '../openapi.json';
import { service as definition } from '../src/app.module';

describeOwnership(document, async () => {
  const service = await startTestService(definition, {
    environment: { HOLDER_JOB_INTERVAL_MS: '3600000' },
  });
  const enrollmentId = newId();
  const completion = {
    ...{ enrollmentId, courseId: newId(), userId: newId(), publication: 1 },
    ...{ courseTitle: 'Web', completedAt: '2026-03-01T10:00:00.000Z' },
  };
  await service.events.publish(courseCompleted, completion, { aggregateId: enrollmentId });
  const { payload } = await service.events.next(
    certificateIssued,
    ({ payload: reported }) => reported.enrollmentId === enrollmentId,
  );
  return {
    service,
    stranger: await service.user(),
    foreign: { '/certificates/{id}': payload.certificateId },
    // For admins, who may see all of them: others get 403, whatever is there.
    open: ['POST /certificates/{id}/revocations', 'DELETE /certificates/{id}/revocations/current'],
    stop: () => service.stop(),
  };
});

describeNamedIds(document, {});
