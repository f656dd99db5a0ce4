import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module';
import { CourseModule } from '../course/course.module';
import { MediaModule } from '../media/media.module';
import { CourseArchiveService } from './course-archive.service';
import { CourseEventsService } from './course-events.service';
import { InstructorErasureService } from './instructor-erasure.service';
import { PublicationController } from './publication.controller';
import { PublicationEventHandler } from './publication.events';
import { PublicationEventSource } from './publication.event-source';
import { PublicationService } from './publication.service';
import { PublishGateService } from './publish-gate.service';
import { SubmissionQueryService } from './submission-query.service';
import { SubmissionService } from './submission.service';

@Module({
  imports: [CatalogModule, CourseModule, MediaModule],
  controllers: [PublicationController],
  providers: [
    PublicationService,
    SubmissionService,
    SubmissionQueryService,
    PublishGateService,
    CourseArchiveService,
    CourseEventsService,
    PublicationEventSource,
    PublicationEventHandler,
    InstructorErasureService,
  ],
})
export class PublicationModule {}
