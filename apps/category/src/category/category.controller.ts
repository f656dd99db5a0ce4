import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, Public } from '@course-plateform/common/auth';
import { IdParam, IfMatch, Operation, PublicCache, SlugParam } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CategoryQueryService } from './category-query.service';
import {
  CategoryCreateDto,
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
} from './category.errors';
import { CategoryService } from './category.service';

@ApiTags('categories')
@Controller('categories')
export class CategoryController {
  constructor(
    private readonly categories: CategoryService,
    private readonly queries: CategoryQueryService,
  ) {}

  @Get()
  @Public()
  @PublicCache()
  @Operation({ summary: 'List all categories', answer: CategoryListResponse })
  listCategories(@Query() query: CategoryListQuery): Promise<CategoryListResponse> {
    return this.queries.list(query.tree);
  }

  @Get(':id')
  @Public()
  @PublicCache()
  @Operation({
    summary: 'Read a category',
    answer: CategoryResponse,
    errors: [CategoryNotFound, CategoryMoved],
  })
  getCategory(@SlugParam('id', 'Its id or its slug') idOrSlug: string): Promise<CategoryResponse> {
    return this.queries.get(idOrSlug);
  }

  @Post()
  @Auth(Permission.categoryManage)
  @Operation({
    summary: 'Create a category',
    status: 201,
    answer: CategoryResponse,
    errors: [CategorySlugTaken, CategoryParentNotFound, CategoryTooDeep],
  })
  createCategory(@Body() body: CategoryCreateDto): Promise<CategoryResponse> {
    return this.categories.create(body);
  }

  @Patch(':id')
  @Auth(Permission.categoryManage)
  @Operation({
    summary: 'Change or move a category',
    answer: CategoryResponse,
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
    summary: 'Delete a category that nothing hangs on',
    status: 204,
    errors: [CategoryNotFound, CategoryInUse],
  })
  deleteCategory(@IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.categories.remove(id, version);
  }
}
