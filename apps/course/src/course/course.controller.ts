import { Body, Controller, Delete, Get, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, IfMatch, Operation, TagDescription } from '@course-plateform/common/http';
import { MoneyInvalid } from '@course-plateform/common/kernel';
import { Permission } from '@course-plateform/types/platform';
import { MediaUnusable } from '../media/media.errors';
import { HtmlTooDeep } from '../rich-text/rich-text.errors';
import { PriceInSale } from '../price/sale-price.errors';
import {
  CourseCreateDto,
  CourseDraftPageResponse,
  CourseDraftResponse,
  CoursePricingDto,
  CourseUpdateDto,
  MyCoursesQuery,
} from './course.dto';
import {
  CourseHasEnrollments,
  CourseInReview,
  CourseNotFound,
  CourseRightMissing,
  CourseSlugTaken,
  PrerequisiteInvalid,
  PriceTooHigh,
} from './course.errors';
import { CoursePricingService } from './course-pricing.service';
import { CourseQueryService } from './course-query.service';
import { CourseRemoval } from './course-removal.service';
import { CourseService } from './course.service';

@ApiTags('course authoring')
@TagDescription('Courses and their curriculum, as their authors edit them')
@Controller('courses')
export class CourseController {
  constructor(
    private readonly courses: CourseService,
    private readonly queries: CourseQueryService,
    private readonly prices: CoursePricingService,
    private readonly removal: CourseRemoval,
  ) {}

  @Post()
  @Auth(Permission.courseCreate)
  @Operation({
    summary: 'Create a course draft',
    description:
      'Only its title is needed to begin. The draft is visible to you and administrators until it is published. Its slug is made from the title unless you choose one.',
    status: 201,
    location: '/api/v1/courses/{id}/draft',
    response: CourseDraftResponse,
    errors: [
      PriceTooHigh,
      MoneyInvalid,
      CourseSlugTaken,
      HtmlTooDeep,
      MediaUnusable,
      PrerequisiteInvalid,
    ],
  })
  createCourse(
    @CurrentUser() caller: Caller,
    @Body() body: CourseCreateDto,
  ): Promise<CourseDraftResponse> {
    return this.courses.create(caller, body);
  }

  @Get('mine')
  @Auth(Permission.courseCreate)
  @Operation({
    summary: 'List the courses you teach',
    description: 'In all states, newest first.',
    response: CourseDraftPageResponse,
  })
  listMyCourses(
    @CurrentUser() caller: Caller,
    @Query() query: MyCoursesQuery,
  ): Promise<CourseDraftPageResponse> {
    return this.queries.listMine(caller, query);
  }

  @Get(':id/draft')
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Get a course draft',
    description:
      'Everything that its author edits: details, sections, lessons and price, as they will be published. The `ETag` is the version for `If-Match`.',
    response: CourseDraftResponse,
    errors: [CourseNotFound],
  })
  getCourseDraft(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<CourseDraftResponse> {
    return this.queries.get(caller, id);
  }

  @Patch(':id/draft')
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Update a course draft',
    description:
      'JSON Merge Patch (RFC 7396): what is left out stays, null removes. The description may hold simple HTML, which is sanitized. A change takes an approval back; learners see it with the next publication.',
    response: CourseDraftResponse,
    errors: [
      CourseNotFound,
      CourseRightMissing,
      CourseInReview,
      CourseSlugTaken,
      HtmlTooDeep,
      MediaUnusable,
      PrerequisiteInvalid,
    ],
  })
  updateCourseDraft(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: CourseUpdateDto,
  ): Promise<CourseDraftResponse> {
    return this.courses.update(caller, id, version, body);
  }

  @Put(':id/pricing')
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Set the list price of a course',
    description:
      'Zero makes the course free. The price takes effect with the next publication; orders that exist keep theirs. A sale price that runs or is planned has to go with it.',
    response: CourseDraftResponse,
    errors: [
      CourseNotFound,
      CourseRightMissing,
      CourseInReview,
      PriceTooHigh,
      MoneyInvalid,
      PriceInSale,
    ],
  })
  setCoursePricing(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: CoursePricingDto,
  ): Promise<CourseDraftResponse> {
    return this.prices.setPrice(caller, id, version, body);
  }

  @Delete(':id')
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Delete a course draft',
    description: 'Only a course that was never published can be deleted; unpublish others.',
    status: 204,
    errors: [CourseNotFound, CourseRightMissing, CourseHasEnrollments],
  })
  deleteCourse(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number,
  ): Promise<void> {
    return this.removal.removeOwned(caller, id, version);
  }
}
