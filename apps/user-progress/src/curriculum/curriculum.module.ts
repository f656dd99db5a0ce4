import { Module } from '@nestjs/common';
import { CoursePublicationService } from './course-publication.service';
import { CurriculumEventHandler } from './curriculum.events';
import { CurriculumService } from './curriculum.service';

@Module({
  providers: [CurriculumService, CoursePublicationService, CurriculumEventHandler],
  exports: [CurriculumService, CoursePublicationService],
})
export class CurriculumModule {}
