import { platformEntities } from '@course-plateform/common/service';
import type { DatabaseDefinition } from '@course-plateform/common/persistence';
import { InstructorApplication } from './application/application.entity';
import { Avatar } from './avatar/avatar.entity';
import { migrations } from './migrations';
import { PendingProfile } from './profile/pending-profile.entity';
import { UserProfile } from './profile/profile.entity';
import { RoleChange } from './profile/role-change.entity';
import { Suspension } from './suspension/suspension.entity';

export const database: DatabaseDefinition = {
  kind: 'postgres',
  entities: [
    ...platformEntities,
    UserProfile,
    PendingProfile,
    Avatar,
    RoleChange,
    Suspension,
    InstructorApplication,
  ],
  migrations,
};
