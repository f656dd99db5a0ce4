import { Module } from '@nestjs/common';
import { CourseModule } from '../course/course.module';
import { MediaModule } from '../media/media.module';
import { CourseImportController } from './course-import.controller';
import { CourseImportService } from './course-import.service';
import { ImportCheckService } from './import-check.service';
import { ImportStorageService } from './import-storage.service';
import { ImportedCourseWriter } from './imported-course-writer.service';
import { ImportedFilesService } from './imported-files.service';
import { ImportedMediaService } from './imported-media.service';
import { ImportedQuizzesService } from './imported-quizzes.service';

@Module({
  imports: [CourseModule, MediaModule],
  controllers: [CourseImportController],
  providers: [
    CourseImportService,
    ImportCheckService,
    ImportStorageService,
    ImportedCourseWriter,
    ImportedFilesService,
    ImportedMediaService,
    ImportedQuizzesService,
  ],
})
export class CourseImportModule {}
