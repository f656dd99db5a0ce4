import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module';
import { CourseModule } from '../course/course.module';
import { CourseInvitationController } from './course-invitation.controller';
import { CourseInvitationMails } from './course-invitation-mails.service';
import { CourseInvitationRepository } from './course-invitation.repository';
import { CourseInvitationService } from './course-invitation.service';
import { CourseTeamController } from './course-team.controller';
import { CourseTeamEventHandler } from './course-team.events';
import { CourseTeamJobs } from './course-team.job';
import { CourseTeamQueryService } from './course-team-query.service';
import { CourseTeamService } from './course-team.service';
import { InvitationDecisionService } from './invitation-decision.service';
import { RemovedCourses } from './removed-courses.service';

@Module({
  imports: [CatalogModule, CourseModule],
  controllers: [CourseTeamController, CourseInvitationController],
  providers: [
    CourseTeamService,
    CourseTeamQueryService,
    CourseTeamEventHandler,
    CourseTeamJobs,
    CourseInvitationService,
    CourseInvitationMails,
    CourseInvitationRepository,
    InvitationDecisionService,
    RemovedCourses,
  ],
})
export class CourseTeamModule {}
