import { Module } from '@nestjs/common';
import { CourseReferenceService } from './course-reference.service';
import { CourseController } from './course.controller';
import { CourseRepository } from './course.repository';
import { CourseRpcHandler } from './course.rpc';
import { CourseService } from './course.service';
import { CurriculumController } from './curriculum.controller';
import { CurriculumService } from './curriculum.service';

@Module({
  controllers: [CourseController, CurriculumController, CourseRpcHandler],
  providers: [CourseService, CurriculumService, CourseReferenceService, CourseRepository],
  exports: [CourseRepository, CourseService],
})
export class CourseModule {}
