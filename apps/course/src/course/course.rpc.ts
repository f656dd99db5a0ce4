import { Controller } from '@nestjs/common';
import { Internal } from '@course-plateform/common/auth';
import { RpcHandler } from '@course-plateform/common/rpc';
import {
  type CourseIds,
  type CourseOwnerships,
  courseOwnershipGetMany,
} from '@course-plateform/types/course';
import { CourseReferenceService } from './course-reference.service';

@Controller()
export class CourseRpcHandler {
  constructor(private readonly references: CourseReferenceService) {}

  @RpcHandler(courseOwnershipGetMany)
  @Internal()
  async getOwnerships({ courseIds }: CourseIds): Promise<CourseOwnerships> {
    return { courses: await this.references.ownerships(courseIds) };
  }
}
