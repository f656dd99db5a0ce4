import { Module } from '@nestjs/common';
import { CourseModule } from '../course/course.module';
import { MediaModule } from '../media/media.module';
import { CourseExportController } from './course-export.controller';
import { CourseExportService } from './course-export.service';

@Module({
  imports: [CourseModule, MediaModule],
  controllers: [CourseExportController],
  providers: [CourseExportService],
})
export class CourseExportModule {}
