import { Controller } from '@nestjs/common';
import { Internal } from '@course-plateform/common/auth';
import { RpcHandler } from '@course-plateform/common/rpc';
import {
  type CategoryCourseCounts,
  type CategoryIds,
  type CourseCurriculumGet,
  type CourseCurriculumReply,
  type CourseIds,
  type CourseOffers,
  courseCountByCategory,
  courseCurriculumGet,
  courseOfferGetMany,
} from '@course-plateform/types/course';
import { CategoryCountService } from './category-count.service';
import { OfferService } from './offer.service';

@Controller()
export class CatalogRpcHandler {
  constructor(
    private readonly offers: OfferService,
    private readonly counts: CategoryCountService,
  ) {}

  @RpcHandler(courseOfferGetMany)
  @Internal()
  async getOffers({ courseIds }: CourseIds): Promise<CourseOffers> {
    return { courses: await this.offers.offers(courseIds) };
  }

  @RpcHandler(courseCurriculumGet)
  @Internal()
  async getCurriculum(request: CourseCurriculumGet): Promise<CourseCurriculumReply> {
    return { curriculum: await this.offers.curriculum(request.courseId, request.publication) };
  }

  @RpcHandler(courseCountByCategory)
  @Internal()
  async countByCategory({ categoryIds }: CategoryIds): Promise<CategoryCourseCounts> {
    return { counts: await this.counts.count(categoryIds) };
  }
}
