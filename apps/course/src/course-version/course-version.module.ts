import { Module } from '@nestjs/common';
import { CourseModule } from '../course/course.module';
import { CourseHistory } from './course-history.service';
import { CourseVersionController } from './course-version.controller';
import { CourseVersionRepository } from './course-version.repository';
import { CourseVersionService } from './course-version.service';

@Module({
  imports: [CourseModule],
  controllers: [CourseVersionController],
  providers: [CourseVersionService, CourseVersionRepository, CourseHistory],
})
export class CourseVersionModule {}
