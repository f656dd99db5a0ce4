import { IsTimeZone } from 'class-validator';
import { PageOf, PageQuery } from '@course-plateform/common/http';
import {
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  PhoneField,
  Role,
  TextField,
  UrlField,
} from '@course-plateform/types/platform';
import { PublicProfile } from '@course-plateform/types/user';
import type { UserProfile } from './profile.entity';

export enum Language {
  en = 'en',
  ar = 'ar',
  es = 'es',
  fr = 'fr',
}

export class LinkDto {
  @TextField({ max: 60, example: 'Website' })
  label!: string;

  @UrlField()
  url!: string;
}

export class ProfileUpdateDto {
  @TextField({ max: 100, optional: true, example: 'Ada' })
  firstName?: string;

  @TextField({ max: 100, optional: true, example: 'Lovelace' })
  lastName?: string;

  @TextField({ max: 160, optional: true, nullable: true, example: 'First programmer' })
  headline?: string | null;

  @TextField({ max: 4000, optional: true, nullable: true, example: 'I write about engines.' })
  bio?: string | null;

  @ListField(() => LinkDto, { maxItems: 10, optional: true, nullable: true })
  links?: LinkDto[] | null;

  @PhoneField({ optional: true, nullable: true })
  phone?: string | null;

  @EnumField(Language, 'Language', { optional: true })
  locale?: Language;

  @IsTimeZone()
  @TextField({
    max: 64,
    optional: true,
    description: 'A name of the IANA time zone database',
    example: 'Europe/London',
  })
  timezone?: string;
}

export class MyProfileResponse {
  @IdField()
  id!: string;

  @TextField({ max: 100, example: 'Ada' })
  firstName!: string;

  @TextField({ max: 100, example: 'Lovelace' })
  lastName!: string;

  @EnumField(Role, 'Role')
  role!: Role;

  @TextField({ nullable: true, description: 'Only instructors have one' })
  slug!: string | null;

  @TextField({ max: 160, nullable: true })
  headline!: string | null;

  @TextField({ max: 4000, nullable: true })
  bio!: string | null;

  @ListField(() => LinkDto)
  links!: LinkDto[];

  @TextField({ max: 16, nullable: true, example: '+15551234567' })
  phone!: string | null;

  @EnumField(Language, 'Language')
  locale!: Language;

  @TextField({ max: 64, example: 'Europe/London' })
  timezone!: string;

  @UrlField({ nullable: true })
  avatarUrl!: string | null;

  @DateTimeField()
  createdAt!: string;

  @DateTimeField()
  updatedAt!: string;

  @IntegerField({ min: 1, description: 'The ETag of the profile' })
  version!: number;
}

export class PublicUserResponse extends PublicProfile {
  @TextField({ max: 4000, nullable: true })
  bio!: string | null;

  @ListField(() => LinkDto)
  links!: LinkDto[];

  @DateTimeField()
  memberSince!: string;
}

export class InstructorListQuery extends PageQuery {}

export class InstructorPageResponse extends PageOf(PublicUserResponse) {}

/** The profile as its owner sees it. */
export function toMyProfileResponse(profile: UserProfile): MyProfileResponse {
  return {
    id: profile.id,
    firstName: profile.firstName,
    lastName: profile.lastName,
    role: profile.role,
    slug: profile.slug,
    headline: profile.headline,
    bio: profile.bio,
    links: [...profile.links],
    phone: profile.phone,
    locale: profile.locale as Language,
    timezone: profile.timezone,
    avatarUrl: profile.avatarUrl,
    createdAt: profile.createdAt.toISOString(),
    updatedAt: profile.updatedAt.toISOString(),
    version: profile.version,
  };
}

/** What anybody may know, in the short form other services show beside their own things. */
export function toPublicProfile(profile: UserProfile): PublicProfile {
  return {
    id: profile.id,
    name: profile.name,
    slug: profile.slug,
    headline: profile.headline,
    avatarUrl: profile.avatarUrl,
    isInstructor: profile.isInstructor,
  };
}

/** What anybody may know. */
export function toPublicUserResponse(profile: UserProfile): PublicUserResponse {
  return {
    ...toPublicProfile(profile),
    bio: profile.bio,
    links: [...profile.links],
    memberSince: profile.createdAt.toISOString(),
  };
}
