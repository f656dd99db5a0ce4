import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public, currentCaller } from '@course-plateform/common/auth';
import {
  IdParam,
  Operation,
  PublicCache,
  SlugParam,
  TagDescription,
} from '@course-plateform/common/http';
import {
  CourseMoved,
  CourseNotFound,
  CourseAccessDisputed,
  LessonLocked,
  LessonNotEntitled,
  LessonNotFound,
} from '../course/course.errors';
import { LessonResponse } from '../lesson-kinds/lesson.dto';
import {
  CatalogQuery,
  CoursePageResponse,
  CourseSuggestions,
  SuggestionsQuery,
} from './catalog.dto';
import { CatalogSearchTimeout, RelevanceWithoutText } from './catalog.errors';
import { SearchUnavailable } from '../search/search.errors';
import { CatalogService } from './catalog.service';
import { CourseResponse } from './course-page.dto';
import { CurriculumResponse } from './curriculum.dto';
import { CourseAccessService } from './course-access.service';
import { CoursePageService } from './course-page.service';

@ApiTags('catalog')
@TagDescription('Published courses, as everyone finds and reads them')
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
    summary: 'Search published courses',
    description:
      'The catalog, page by page: search by words, filters, facets and sort orders. Words are searched, and facets counted, in a database of their own; while it is unavailable, only those requests fail. Prices are compared within one currency. The names of instructors and categories are null while their service is unavailable.',
    response: CoursePageResponse,
    errors: [RelevanceWithoutText, CatalogSearchTimeout, SearchUnavailable],
  })
  listCourses(@Query() query: CatalogQuery): Promise<CoursePageResponse> {
    return this.catalog.list(query);
  }

  @Get('suggestions')
  @Public()
  @PublicCache()
  @Operation({
    summary: 'Suggest courses while typing',
    description:
      'Courses, topics, instructors and categories with a word that begins with what was typed, best first. A mistyped word is corrected when nothing begins with it.',
    response: CourseSuggestions,
    errors: [CatalogSearchTimeout, SearchUnavailable],
  })
  suggestCourses(@Query() query: SuggestionsQuery): Promise<CourseSuggestions> {
    return this.catalog.suggestions(query);
  }

  @Get(':id')
  @Public()
  @PublicCache()
  @Operation({
    summary: 'Get a published course',
    description:
      'All of the course page in one request, by id or slug: what it teaches, what is inside, who teaches it, cover and promo video, ratings, present price and related courses. A slug that was replaced redirects (301). An unpublished course stays visible to its learners.',
    response: CourseResponse,
    returns: 'The course as it is published',
    errors: [CourseNotFound, CourseMoved],
  })
  getCourse(
    @SlugParam('id', {
      description: 'The id or the slug of the course',
      example: 'complete-web-development',
    })
    idOrSlug: string,
  ): Promise<CourseResponse> {
    return this.pages.get(currentCaller(), idOrSlug);
  }

  @Get(':id/curriculum')
  @Public()
  @PublicCache()
  @Operation({
    summary: 'Get the curriculum of a course',
    description:
      'Sections and lessons with their titles, kinds and durations, without their content. Learners get the publication they are enrolled in, and what its author says to them, others the newest one. Sections may open later: to learners, `locked` says whether one is closed now.',
    response: CurriculumResponse,
    errors: [CourseNotFound],
  })
  getCurriculum(@IdParam() id: string): Promise<CurriculumResponse> {
    return this.pages.curriculum(currentCaller(), id);
  }

  @Get(':courseId/lessons/:lessonId')
  @Public()
  @Operation({
    summary: 'Get a lesson with its content',
    description:
      'For learners, as in the publication they are enrolled in; for its author, as in the draft; for everybody, when it is a preview. Otherwise the course has to be bought first (402). A lesson whose section is not open yet is refused (403) with `availableAt` and `missingLessons`, unless you have completed it.',
    response: LessonResponse,
    errors: [CourseNotFound, LessonNotFound, LessonNotEntitled, CourseAccessDisputed, LessonLocked],
  })
  getLesson(
    @IdParam('courseId') courseId: string,
    @IdParam('lessonId') lessonId: string,
  ): Promise<LessonResponse> {
    return this.access.lesson(currentCaller(), courseId, lessonId);
  }
}
