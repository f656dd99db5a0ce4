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
  await service.events.tell(courseCompleted, completion, { aggregateId: enrollmentId });
  const { payload } = await service.events.next(
    certificateIssued,
    ({ payload: told }) => told.enrollmentId === enrollmentId,
  );
  return {
    service,
    stranger: await service.user(),
    foreign: { '/certificates/{id}': payload.certificateId },
    stop: () => service.stop(),
  };
});

describeNamedIds(document, {});
