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
