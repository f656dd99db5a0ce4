import { Module } from '@nestjs/common';
import { CategoryListModule } from '../category-list/category-list.module';
import { CourseCountEventHandler } from './course-count.events';
import { CourseCountService } from './course-count.service';

@Module({
  imports: [CategoryListModule],
  providers: [CourseCountService, CourseCountEventHandler],
})
export class CourseCountModule {}
