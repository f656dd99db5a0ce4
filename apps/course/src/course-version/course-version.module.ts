import { Module } from '@nestjs/common';
import { CourseModule } from '../course/course.module';
import { CourseHistory } from './course-history.service';
import { CourseVersionController } from './course-version.controller';
import { CourseVersionRepository } from './course-version.repository';
import { CourseRollbackService } from './course-rollback.service';
import { CourseVersionQueryService } from './course-version-query.service';

@Module({
  imports: [CourseModule],
  controllers: [CourseVersionController],
  providers: [
    CourseVersionQueryService,
    CourseRollbackService,
    CourseVersionRepository,
    CourseHistory,
  ],
})
export class CourseVersionModule {}
