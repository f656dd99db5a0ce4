import { Injectable } from '@nestjs/common';
import type { PublicProfile } from '@course-plateform/types/user';
import { UserServiceSettings } from '../env';
import type { Language, MyProfileResponse, PublicUserResponse } from './profile.dto';
import type { UserProfile } from './profile.entity';

/** Maps profiles to responses, by caller. */
@Injectable()
export class ProfileMapper {
  /** Without a slash at its end. */
  private readonly publicUrl: string;

  constructor({ publicUrl }: UserServiceSettings) {
    this.publicUrl = publicUrl.replace(/\/+$/, '');
  }

  /** The profile as its owner sees it. */
  mine(profile: UserProfile): MyProfileResponse {
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
      avatarUrl: this.avatarUrlOf(profile),
      createdAt: profile.createdAt.toISOString(),
      updatedAt: profile.updatedAt.toISOString(),
      version: profile.version,
    };
  }

  /** What anybody may know, in the short form other services show beside their own things. */
  short(profile: UserProfile): PublicProfile {
    return {
      id: profile.id,
      name: profile.name,
      slug: profile.slug,
      headline: profile.headline,
      avatarUrl: this.avatarUrlOf(profile),
      isInstructor: profile.isInstructor,
    };
  }

  /** What anybody may know. */
  public(profile: UserProfile): PublicUserResponse {
    return {
      ...this.short(profile),
      bio: profile.bio,
      links: [...profile.links],
      memberSince: profile.createdAt.toISOString(),
    };
  }

  private avatarUrlOf({ id, avatarVersion }: UserProfile): string | null {
    return avatarVersion && `${this.publicUrl}/api/v1/users/${id}/avatar/${avatarVersion}`;
  }
}
