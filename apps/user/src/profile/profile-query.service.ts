import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { toPage } from '@course-plateform/common/http';
import type { PublicProfile } from '@course-plateform/types/user';
import type {
  InstructorListQuery,
  InstructorPageResponse,
  MyProfileResponse,
  ProfileListResponse,
  PublicUserResponse,
} from './profile.dto';
import { ProfileMapper } from './profile.mapper';
import { ProfileNotFound } from './profile.errors';
import { ProfileStatus, type UserProfile } from './profile.entity';
import { ProfileRepository } from './profile.repository';

/** Reads profiles. */
@Injectable()
export class ProfileQueryService {
  constructor(
    private readonly profiles: ProfileRepository,
    private readonly responses: ProfileMapper,
  ) {}

  /** @throws ProfileNotFound, also for a user who is erased */
  async getMine(caller: Caller): Promise<MyProfileResponse> {
    const profile = await this.profiles.find(caller.userId);
    if (!profile || profile.isErased) throw new ProfileNotFound();
    return this.responses.mine(profile);
  }

  /** @throws ProfileNotFound, also for users who are suspended or erased */
  async getPublic(id: string): Promise<PublicUserResponse> {
    const profile = await this.profiles.find(id);
    if (profile?.status !== ProfileStatus.active) throw new ProfileNotFound();
    return this.responses.public(profile);
  }

  /** Those that `getPublic` returns, in the order of the ids. */
  async listPublic(ids: readonly string[]): Promise<ProfileListResponse> {
    const profiles = await this.profiles.findMany(ids);
    const active = profiles.filter(({ status }) => status === ProfileStatus.active);
    const byId = new Map(active.map((profile) => [profile.id, this.describe(profile)]));
    return { items: ids.flatMap((id) => byId.get(id) ?? []) };
  }

  /** @throws ProfileNotFound, also for users who are suspended, or no instructors any more */
  async getInstructor(slug: string): Promise<PublicUserResponse> {
    const profile = await this.profiles.findInstructor(slug);
    if (!profile) throw new ProfileNotFound();
    return this.responses.public(profile);
  }

  async listInstructors(query: InstructorListQuery): Promise<InstructorPageResponse> {
    const page = await this.profiles.pageOfInstructors(query);
    return toPage(page, query, (profile) => this.responses.public(profile));
  }

  /** The short public profiles of those users who exist. */
  async getMany(ids: readonly string[]): Promise<PublicProfile[]> {
    return (await this.profiles.findMany(ids)).map((profile) => this.describe(profile));
  }

  /** The short public profile of a user who is loaded. */
  describe(profile: UserProfile): PublicProfile {
    return this.responses.short(profile);
  }
}
