import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Cursors } from '@course-plateform/common/http';
import { ProfileQueryService } from '../profile/profile-query.service';
import {
  type ApplicationListQuery,
  type ApplicationPageResponse,
  type ApplicationResponse,
  toApplicationResponse,
} from './application.dto';
import { ApplicationNotFound } from './application.errors';
import { ApplicationRepository } from './application.repository';

/** Reads applications. */
@Injectable()
export class ApplicationQueryService {
  constructor(
    private readonly applications: ApplicationRepository,
    private readonly profiles: ProfileQueryService,
    private readonly cursors: Cursors,
  ) {}

  /** The caller's last application. @throws ApplicationNotFound when there was never one */
  async getMine(caller: Caller): Promise<ApplicationResponse> {
    const application = await this.applications.findLatest(caller.userId);
    if (!application) throw new ApplicationNotFound();
    const [applicant] = await this.profiles.getMany([caller.userId]);
    return toApplicationResponse(application, applicant);
  }

  async list(query: ApplicationListQuery): Promise<ApplicationPageResponse> {
    const binding = { status: query.status ?? null };
    const after = this.cursors.read(query.cursor, binding);
    const page = await this.applications.page(query.status, query.limit, after);
    const profiles = await this.profiles.getMany(page.items.map(({ userId }) => userId));
    const byId = new Map(profiles.map((profile) => [profile.id, profile]));
    return this.cursors.toPage(page, query, binding, (application) =>
      toApplicationResponse(application, byId.get(application.userId)),
    );
  }
}
