import { IsTimeZone } from 'class-validator';
import { PageOf, PageQuery } from '@course-plateform/common/http';
import {
  DateTimeField,
  EnumField,
  IdField,
  IdListField,
  IntegerField,
  ListField,
  PhoneField,
  Role,
  TextField,
  UrlField,
  describeEnum,
  exampleId,
} from '@course-plateform/types/platform';
import { PublicProfile } from '@course-plateform/types/user';

const EXAMPLE_AVATAR_URL = `https://example.com/api/v1/users/${exampleId('id')}/avatar/3f9c2b7e`;

export enum Language {
  en = 'en',
  ar = 'ar',
  es = 'es',
  fr = 'fr',
}

describeEnum(Language, {
  en: 'English',
  ar: 'Arabic',
  es: 'Spanish',
  fr: 'French',
});

export class LinkDto {
  @TextField({ max: 60, example: 'Website', description: 'The text of the link' })
  label!: string;

  @UrlField({ description: 'Where the link leads', example: 'https://ada.example.com' })
  url!: string;
}

export class ProfileUpdateDto {
  @TextField({ max: 100, optional: true, example: 'Ada' })
  firstName?: string;

  @TextField({ max: 100, optional: true, example: 'Lovelace' })
  lastName?: string;

  @TextField({
    max: 160,
    optional: true,
    nullable: true,
    example: 'First programmer',
    description: 'One line about you; null removes it',
  })
  headline?: string | null;

  @TextField({
    max: 4000,
    optional: true,
    nullable: true,
    example: 'I write about engines.',
    description: 'More about you, in plain text; null removes it',
  })
  bio?: string | null;

  @ListField(() => LinkDto, {
    maxItems: 10,
    optional: true,
    nullable: true,
    description: 'Pages of yours elsewhere, in the order they are shown; null removes all',
  })
  links?: LinkDto[] | null;

  @PhoneField({
    optional: true,
    nullable: true,
    description: 'With its country code, kept in the form of E.164; null removes it',
  })
  phone?: string | null;

  @EnumField(Language, 'Language', {
    optional: true,
    description: 'The language of mails and messages (BCP 47)',
  })
  locale?: Language;

  @IsTimeZone()
  @TextField({
    max: 64,
    optional: true,
    description: 'The time zone of times in mails, a name of the IANA time zone database',
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

  @EnumField(Role, 'Role', { description: 'What the user may do on the platform' })
  role!: Role;

  @TextField({
    nullable: true,
    description:
      'Names the instructor in addresses (`GET /instructors/{slug}`); null for everybody else',
    example: 'ada-lovelace',
  })
  slug!: string | null;

  @TextField({
    max: 160,
    nullable: true,
    description: 'One line about the user; null when they wrote none',
    example: 'First programmer',
  })
  headline!: string | null;

  @TextField({
    max: 4000,
    nullable: true,
    description: 'More about the user, in plain text; null when they wrote nothing',
    example: 'I write about engines.',
  })
  bio!: string | null;

  @ListField(() => LinkDto, {
    description: 'Pages of the user elsewhere, in the order they are shown',
  })
  links!: LinkDto[];

  @TextField({
    max: 16,
    nullable: true,
    example: '+15551234567',
    description: 'In the form of E.164; null without one. Only the user and admins see it',
  })
  phone!: string | null;

  @EnumField(Language, 'Language', { description: 'The language of mails and messages (BCP 47)' })
  locale!: Language;

  @TextField({
    max: 64,
    example: 'Europe/London',
    description: 'The time zone of times in mails, a name of the IANA time zone database',
  })
  timezone!: string;

  @UrlField({
    nullable: true,
    description: 'The picture as WebP, at an address that changes with it; null without one',
    example: EXAMPLE_AVATAR_URL,
  })
  avatarUrl!: string | null;

  @DateTimeField()
  createdAt!: string;

  @DateTimeField()
  updatedAt!: string;

  @IntegerField({
    min: 1,
    description: 'Counts the changes; its `ETag`, and the value for `If-Match`',
  })
  version!: number;
}

export class PublicUserResponse extends PublicProfile {
  @TextField({
    max: 4000,
    nullable: true,
    description: 'More about the user, in plain text; null when they wrote nothing',
    example: 'I write about engines.',
  })
  bio!: string | null;

  @ListField(() => LinkDto, {
    description: 'Pages of the user elsewhere, in the order they are shown',
  })
  links!: LinkDto[];

  @DateTimeField({ description: 'When the user registered' })
  memberSince!: string;
}

export class ProfileListQuery {
  @IdListField({
    minItems: 1,
    fromQuery: true,
    description: 'The users to describe, such as those of a list that names users by their ids',
  })
  ids!: string[];
}

export class ProfileListResponse {
  @ListField(() => PublicProfile, {
    maxItems: 100,
    description: 'In the order of `ids`; without users who are suspended, erased or unknown',
  })
  items!: PublicProfile[];
}

export class InstructorListQuery extends PageQuery {}

export class InstructorPageResponse extends PageOf(PublicUserResponse) {}
