import { Controller } from '@nestjs/common';
import { Internal } from '@course-plateform/common/auth';
import { RpcHandler } from '@course-plateform/common/rpc';
import {
  type CourseCurriculumGet,
  type CourseCurriculumReply,
  type CourseIds,
  type CourseOffers,
  courseCurriculumGet,
  courseOfferGetMany,
} from '@course-plateform/types/course';
import { OfferService } from './offer.service';

@Controller()
export class CatalogRpcHandler {
  constructor(private readonly offers: OfferService) {}

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
}
