import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public, currentCaller } from '@course-plateform/common/auth';
import { IdParam, Operation, PublicCache, SlugParam } from '@course-plateform/common/http';
import {
  CourseMoved,
  CourseNotFound,
  LessonNotEntitled,
  LessonNotFound,
} from '../course/course.errors';
import { LessonResponse } from '../lesson-kinds/lesson.dto';
import { CatalogQuery, CoursePage, CourseResponse, CurriculumResponse } from './catalog.dto';
import { CatalogSearchTimeout, RelevanceWithoutText } from './catalog.errors';
import { CatalogService } from './catalog.service';
import { CourseAccessService } from './course-access.service';
import { CoursePageService } from './course-page.service';

@ApiTags('catalog')
@Controller('courses')
export class CatalogController {
  constructor(
    private readonly catalog: CatalogService,
    private readonly pages: CoursePageService,
    private readonly access: CourseAccessService,
  ) {}

  @Get()
  @Public()
  @PublicCache()
  @Operation({
    summary: 'Search the published courses',
    answer: CoursePage,
    errors: [RelevanceWithoutText, CatalogSearchTimeout],
  })
  listCourses(@Query() query: CatalogQuery): Promise<CoursePage> {
    return this.catalog.list(query);
  }

  @Get(':id')
  @Public()
  @PublicCache()
  @Operation({
    summary: 'Read the page of a course',
    answer: CourseResponse,
    errors: [CourseNotFound, CourseMoved],
  })
  getCourse(@SlugParam('id', 'Its id or its slug') idOrSlug: string): Promise<CourseResponse> {
    return this.pages.get(currentCaller(), idOrSlug);
  }

  @Get(':id/curriculum')
  @Public()
  @PublicCache()
  @Operation({
    summary: 'Read the outline of a course',
    answer: CurriculumResponse,
    errors: [CourseNotFound],
  })
  getCurriculum(@IdParam() id: string): Promise<CurriculumResponse> {
    return this.pages.curriculum(currentCaller(), id);
  }

  @Get(':courseId/lessons/:lessonId')
  @Public()
  @Operation({
    summary: 'Open a lesson',
    answer: LessonResponse,
    errors: [CourseNotFound, LessonNotFound, LessonNotEntitled],
  })
  getLesson(
    @IdParam('courseId') courseId: string,
    @IdParam('lessonId') lessonId: string,
  ): Promise<LessonResponse> {
    return this.access.lesson(currentCaller(), courseId, lessonId);
  }
}
