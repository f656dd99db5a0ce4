import { Module } from '@nestjs/common';
import { CourseCountEventHandler } from './course-count.events';
import { CourseCountService } from './course-count.service';

@Module({ providers: [CourseCountService, CourseCountEventHandler] })
export class CourseCountModule {}
