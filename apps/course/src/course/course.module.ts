import { Module } from '@nestjs/common';
import { SalePriceRepository } from '../price/sale-price.repository';
import { CoursePricingService } from './course-pricing.service';
import { CourseReferenceService } from './course-reference.service';
import { CourseController } from './course.controller';
import { CourseRepository } from './course.repository';
import { CourseRpcHandler } from './course.rpc';
import { CourseService } from './course.service';
import { CurriculumController } from './curriculum.controller';
import { CurriculumService } from './curriculum.service';

@Module({
  controllers: [CourseController, CurriculumController, CourseRpcHandler],
  providers: [
    CourseService,
    CoursePricingService,
    CurriculumService,
    CourseReferenceService,
    CourseRepository,
    SalePriceRepository,
  ],
  exports: [CourseRepository, CourseService, SalePriceRepository],
})
export class CourseModule {}
