import {
  Args,
  Context,
  ID,
  Int,
  Mutation,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import {
  Auth,
  type Caller,
  CurrentUser,
  Public,
  currentCaller,
} from '@course-plateform/common/auth';
import { lookupName } from '@course-plateform/common/kernel';
import { COURSE_TEAM_MAX } from '@course-plateform/types/course';
import { Permission } from '@course-plateform/types/platform';
import {
  CatalogFilterDto,
  type CatalogSort,
  GraphqlCatalogSort,
} from '../catalog-filter/catalog-filter.dto';
import {
  CatalogCourse,
  CatalogCoursePage,
  Category,
  CreateCourseInput,
  CreateCourseResult,
  Instructor,
} from './catalog-schema';
import { PREREQUISITES_MAX } from '../course/course-presentation';
import { CatalogGraphqlService } from './catalog-graphql.service';
import type { CatalogContext } from './catalog-loaders';
import { USUAL_LIMIT, pageCost } from './graphql-limits';

@Resolver(() => CatalogCourse)
export class CatalogResolver {
  constructor(private readonly catalog: CatalogGraphqlService) {}

  @Query(() => CatalogCoursePage, {
    description: 'Search the published courses',
    complexity: pageCost,
  })
  @Public()
  courses(
    @Args('filter', { type: () => CatalogFilterDto, nullable: true }) filter?: object | null,
    @Args('page', { type: () => Int, nullable: true, defaultValue: 1 }) page?: number | null,
    @Args('limit', { type: () => Int, nullable: true, defaultValue: USUAL_LIMIT })
    limit?: number | null,
    @Args('sort', { type: () => GraphqlCatalogSort, nullable: true }) sort?: CatalogSort | null,
    @Args('facets', { type: () => Boolean, nullable: true }) facets?: boolean | null,
  ): Promise<CatalogCoursePage> {
    return this.catalog.list(filter ?? {}, { page, limit, sort, facets });
  }

  @Query(() => CatalogCourse, { description: 'A course by its id or slug' })
  @Public()
  course(
    @Args('id', { type: () => ID, nullable: true }) id?: string,
    @Args('slug', { type: () => String, nullable: true }) slug?: string,
  ): Promise<CatalogCourse> {
    return this.catalog.get(currentCaller(), lookupName(id ?? slug));
  }

  @Mutation(() => CreateCourseResult, { description: 'Start a course' })
  @Auth(Permission.courseCreate)
  createCourse(
    @CurrentUser() caller: Caller,
    @Args('input') input: CreateCourseInput,
  ): Promise<CreateCourseResult> {
    return this.catalog.create(caller, input);
  }

  @ResolveField(() => Instructor, { nullable: true })
  instructor(
    @Parent() course: CatalogCourse,
    @Context() { loaders }: CatalogContext,
  ): Promise<Instructor | null> {
    return loaders.instructor.load(course.instructorId);
  }

  @ResolveField(() => [Instructor], {
    description:
      'Everyone whom the page of the course shows, its owner first, as far as their names are known',
    complexity: ({ childComplexity }) => (COURSE_TEAM_MAX + 1) * childComplexity,
  })
  async instructors(
    @Parent() course: CatalogCourse,
    @Context() { loaders }: CatalogContext,
  ): Promise<Instructor[]> {
    const found = await loaders.instructor.loadMany(course.instructorIds);
    return found.flatMap((one) => {
      if (one instanceof Error) throw one;
      return one ?? [];
    });
  }

  @ResolveField(() => Category, { nullable: true })
  category(
    @Parent() course: CatalogCourse,
    @Context() { loaders }: CatalogContext,
  ): Promise<Category | null> {
    return loaders.category.load(course.categoryId);
  }

  @ResolveField(() => [CatalogCourse], {
    description: 'Courses that learners should have completed, as far as they are published',
    complexity: ({ childComplexity }) => PREREQUISITES_MAX * childComplexity,
  })
  prerequisites(
    @Parent() course: CatalogCourse,
    @Context() { loaders }: CatalogContext,
  ): Promise<CatalogCourse[]> {
    return this.catalog.prerequisites(course, loaders);
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'The course for search engines, as JSON-LD of schema.org: the text of a `<script type="application/ld+json">`. Null while it is not for sale',
  })
  async structuredData(
    @Parent() course: CatalogCourse,
    @Context() { loaders }: CatalogContext,
  ): Promise<string | null> {
    const instructors = await this.instructors(course, { loaders });
    return this.catalog.structuredData(
      course,
      instructors.map(({ name }) => name),
    );
  }
}
