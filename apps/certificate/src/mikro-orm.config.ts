import { platformEntities } from '@course-plateform/common/service';
import type { DatabaseDefinition } from '@course-plateform/common/persistence';
import { Certificate } from './certificate/certificate.entity';
import { EnrollmentAccess } from './certificate/enrollment-access.entity';
import { migrations } from './migrations';

export const database: DatabaseDefinition = {
  kind: 'postgres',
  entities: [...platformEntities, Certificate, EnrollmentAccess],
  migrations,
};
