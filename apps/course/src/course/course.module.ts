import { Module } from '@nestjs/common';
import { SalePriceRepository } from '../price/sale-price.repository';
import { MediaModule } from '../media/media.module';
import { TopicModule } from '../topic/topic.module';
import { CourseMedia } from './course-media.service';
import { CoursePresentationService } from './course-presentation.service';
import { CoursePrerequisites } from './course-prerequisites.service';
import { CoursePricingService } from './course-pricing.service';
import { CourseQueryService } from './course-query.service';
import { CourseReferenceService } from './course-reference.service';
import { CourseRemoval } from './course-removal.service';
import { CourseController } from './course.controller';
import { CourseRepository } from './course.repository';
import { CourseRpcHandler } from './course.rpc';
import { CourseService } from './course.service';
import { CurriculumController } from './curriculum.controller';
import { CurriculumService } from './curriculum.service';
import { LessonAttachmentController } from './lesson-attachment.controller';
import { LessonAttachmentService } from './lesson-attachment.service';

@Module({
  imports: [MediaModule, TopicModule],
  controllers: [
    CourseController,
    CurriculumController,
    LessonAttachmentController,
    CourseRpcHandler,
  ],
  providers: [
    CourseService,
    CourseMedia,
    CoursePresentationService,
    CoursePrerequisites,
    CoursePricingService,
    CurriculumService,
    LessonAttachmentService,
    CourseQueryService,
    CourseReferenceService,
    CourseRemoval,
    CourseRepository,
    SalePriceRepository,
  ],
  exports: [
    CourseMedia,
    CoursePresentationService,
    CourseRemoval,
    CourseRepository,
    CourseService,
    SalePriceRepository,
  ],
})
export class CourseModule {}
