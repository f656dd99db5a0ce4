import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { toPage } from '@course-plateform/common/http';
import type { PublicProfile } from '@course-plateform/types/user';
import type {
  InstructorListQuery,
  InstructorPageResponse,
  MyProfileResponse,
  PublicUserResponse,
} from './profile.dto';
import { ProfileAnswers } from './profile-answers';
import { ProfileNotFound } from './profile.errors';
import { ProfileStatus, type UserProfile } from './profile.entity';
import { ProfileRepository } from './profile.repository';

/** Reads profiles. */
@Injectable()
export class ProfileQueryService {
  constructor(
    private readonly profiles: ProfileRepository,
    private readonly answers: ProfileAnswers,
  ) {}

  /** @throws ProfileNotFound, also for a person who is erased */
  async getMine(caller: Caller): Promise<MyProfileResponse> {
    const profile = await this.profiles.find(caller.userId);
    if (!profile || profile.isErased) throw new ProfileNotFound();
    return this.answers.mine(profile);
  }

  /** @throws ProfileNotFound, also for people who are suspended or erased */
  async getPublic(id: string): Promise<PublicUserResponse> {
    const profile = await this.profiles.find(id);
    if (profile?.status !== ProfileStatus.active) throw new ProfileNotFound();
    return this.answers.public(profile);
  }

  /** @throws ProfileNotFound, also for people who are suspended, or no instructors any more */
  async getInstructor(slug: string): Promise<PublicUserResponse> {
    const profile = await this.profiles.findInstructor(slug);
    if (!profile) throw new ProfileNotFound();
    return this.answers.public(profile);
  }

  async listInstructors(query: InstructorListQuery): Promise<InstructorPageResponse> {
    const page = await this.profiles.pageOfInstructors(query);
    return toPage(page, query, (profile) => this.answers.public(profile));
  }

  /** The short public profiles of those people who exist. */
  async getMany(ids: readonly string[]): Promise<PublicProfile[]> {
    return (await this.profiles.findMany(ids)).map((profile) => this.describe(profile));
  }

  /** The short public profile of somebody who is loaded. */
  describe(profile: UserProfile): PublicProfile {
    return this.answers.short(profile);
  }
}
