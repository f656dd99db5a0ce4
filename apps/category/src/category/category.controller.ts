import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, Public } from '@course-plateform/common/auth';
import {
  IdParam,
  IfMatch,
  Operation,
  PublicCache,
  SlugParam,
  TagDescription,
} from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CategoryQueryService } from './category-query.service';
import {
  CategoryCreateDto,
  CategoryDeleteQuery,
  CategoryListQuery,
  CategoryListResponse,
  CategoryResponse,
  CategoryUpdateDto,
} from './category.dto';
import {
  CategoryCycle,
  CategoryInUse,
  CategoryMoved,
  CategoryNotFound,
  CategoryParentNotFound,
  CategorySlugTaken,
  CategoryTooDeep,
  ReassignTargetInvalid,
} from './category.errors';
import { CategoryRemovalService } from './category-removal.service';
import { CategoryService } from './category.service';

@ApiTags('categories')
@TagDescription('The tree of categories that courses are filed under')
@Controller('categories')
export class CategoryController {
  constructor(
    private readonly categories: CategoryService,
    private readonly removals: CategoryRemovalService,
    private readonly queries: CategoryQueryService,
  ) {}

  @Get()
  @Public()
  @PublicCache()
  @Operation({
    summary: 'List all categories',
    description:
      'All categories in the order of their names, or with `tree=true` nested, in the language of the request or else in the default one. Each has the number of published courses in it, and with all below it.',
    response: CategoryListResponse,
  })
  listCategories(@Query() query: CategoryListQuery): Promise<CategoryListResponse> {
    return this.queries.list(query.tree);
  }

  @Get(':id')
  @Public()
  @PublicCache()
  @Operation({
    summary: 'Get a category',
    description:
      'By its id or its slug, in the language of the request or else in the default one. A slug that was replaced redirects (301).',
    response: CategoryResponse,
    errors: [CategoryNotFound, CategoryMoved],
  })
  getCategory(
    @SlugParam('id', {
      description: 'The id or the slug of the category',
      example: 'web-development',
    })
    idOrSlug: string,
  ): Promise<CategoryResponse> {
    return this.queries.get(idOrSlug);
  }

  @Post()
  @Auth(Permission.categoryManage)
  @Operation({
    summary: 'Create a category',
    description:
      'Creates it at the top or under a parent, at most three levels deep. Its slug is unique among its siblings.',
    status: 201,
    response: CategoryResponse,
    errors: [CategorySlugTaken, CategoryParentNotFound, CategoryTooDeep],
  })
  createCategory(@Body() body: CategoryCreateDto): Promise<CategoryResponse> {
    return this.categories.create(body);
  }

  @Patch(':id')
  @Auth(Permission.categoryManage)
  @Operation({
    summary: 'Update a category',
    description:
      'Renames it, describes it anew in the default language, or moves it under another parent; an old slug redirects. JSON Merge Patch (RFC 7396): what is left out stays, null removes. A category cannot be moved below itself.',
    response: CategoryResponse,
    errors: [
      CategoryNotFound,
      CategorySlugTaken,
      CategoryParentNotFound,
      CategoryCycle,
      CategoryTooDeep,
    ],
  })
  updateCategory(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: CategoryUpdateDto,
  ): Promise<CategoryResponse> {
    return this.categories.update(id, version, body);
  }

  @Delete(':id')
  @Auth(Permission.categoryManage)
  @Operation({
    summary: 'Delete a category',
    description:
      'Refused with counts while there are categories or courses in it, unless `reassignTo` names the category that takes them over. That one then has its courses, the categories below it and its addresses at once (301); drafts and pages of courses follow within moments.',
    status: 204,
    errors: [
      CategoryNotFound,
      CategoryInUse,
      ReassignTargetInvalid,
      CategoryTooDeep,
      CategorySlugTaken,
    ],
  })
  deleteCategory(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Query() { reassignTo }: CategoryDeleteQuery,
  ): Promise<void> {
    return this.removals.remove(id, version, reassignTo);
  }
}
