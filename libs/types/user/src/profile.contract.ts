import { rpcContract } from '@course-plateform/common/kernel';
import {
  BooleanField,
  IdField,
  IdListField,
  ListField,
  TextField,
  UrlField,
  exampleId,
} from '@course-plateform/types/platform';

/** What anybody may know about a user. */
export class PublicProfile {
  @IdField()
  id!: string;

  @TextField({ max: 201, example: 'Ada Lovelace', description: 'First and last name' })
  name!: string;

  @TextField({
    nullable: true,
    example: 'ada-lovelace',
    description:
      'Names the instructor in addresses (`GET /instructors/{slug}`); null for everybody else',
  })
  slug!: string | null;

  @TextField({
    nullable: true,
    example: 'Mathematician and first programmer',
    description: 'One line about the user, in their own words; null when they wrote none',
  })
  headline!: string | null;

  @UrlField({
    nullable: true,
    description: 'The picture as WebP, at an address that changes with it; null without one',
    example: `https://example.com/api/v1/users/${exampleId('id')}/avatar/3f9c2b7e`,
  })
  avatarUrl!: string | null;

  @BooleanField({ description: 'Whether the user may teach, and so has a public page' })
  isInstructor!: boolean;
}

export class UserProfileGetMany {
  @IdListField({ maxItems: 100, description: 'The users to describe' })
  userIds!: string[];
}

export class UserProfiles {
  @ListField(() => PublicProfile, { description: 'Those that exist, in no particular order' })
  profiles!: PublicProfile[];
}

/** What anybody may know about some users. */
export const userProfileGetMany = rpcContract({
  subject: 'user.profile.get-many',
  request: UserProfileGetMany,
  reply: UserProfiles,
  callers: ['auth', 'certificate', 'course', 'review'],
});
