import { Module } from '@nestjs/common';
import { CourseModule } from '../course/course.module';
import { CourseCloneController } from './course-clone.controller';
import { CourseCloneService } from './course-clone.service';

@Module({
  imports: [CourseModule],
  controllers: [CourseCloneController],
  providers: [CourseCloneService],
})
export class CourseCloneModule {}
