import { rpcContract } from '@course-plateform/common/kernel';
import {
  BooleanField,
  IdField,
  IdListField,
  ListField,
  TextField,
  UrlField,
} from '@course-plateform/types/platform';

/** What anybody may know about a person. */
export class PublicProfile {
  @IdField()
  id!: string;

  @TextField({ max: 201, example: 'Ada Lovelace' })
  name!: string;

  @TextField({ nullable: true, example: 'ada-lovelace', description: 'Only instructors have one' })
  slug!: string | null;

  @TextField({ nullable: true, example: 'Mathematician and first programmer' })
  headline!: string | null;

  @UrlField({ nullable: true })
  avatarUrl!: string | null;

  @BooleanField()
  isInstructor!: boolean;
}

export class UserProfileGetMany {
  @IdListField({ maxItems: 100 })
  userIds!: string[];
}

export class UserProfiles {
  @ListField(() => PublicProfile, { description: 'Those that exist, in no particular order' })
  profiles!: PublicProfile[];
}

/** What anybody may know about some people. */
export const userProfileGetMany = rpcContract({
  subject: 'user.profile.get-many',
  request: UserProfileGetMany,
  reply: UserProfiles,
  askedBy: ['auth', 'certificate', 'course', 'review'],
});
