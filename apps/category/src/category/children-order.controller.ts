import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth } from '@course-plateform/common/auth';
import { IdParam, IfMatch, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CategoryNotFound, CategoryOrderInvalid } from './category.errors';
import { ChildrenOrderDto, ChildrenOrderResponse } from './children-order.dto';
import { ChildrenOrderService } from './children-order.service';

@ApiTags('categories')
@Controller('categories')
export class ChildrenOrderController {
  constructor(private readonly orders: ChildrenOrderService) {}

  @Get('children-order')
  @Auth(Permission.categoryManage)
  @Operation({
    summary: 'Get the order of top-level categories',
    description: 'The ids of the categories at the top in their order, with its version.',
    response: ChildrenOrderResponse,
  })
  getRootOrder(): Promise<ChildrenOrderResponse> {
    return this.orders.get(null);
  }

  @Put('children-order')
  @Auth(Permission.categoryManage)
  @Operation({
    summary: 'Reorder the top-level categories',
    description:
      'Takes every category at the top exactly once, in the new order, which lists and trees follow. A new category goes last.',
    response: ChildrenOrderResponse,
    errors: [CategoryOrderInvalid],
  })
  reorderRoots(
    @IfMatch() version: number,
    @Body() { categoryIds }: ChildrenOrderDto,
  ): Promise<ChildrenOrderResponse> {
    return this.orders.arrange(null, version, categoryIds);
  }

  @Get(':parentId/children-order')
  @Auth(Permission.categoryManage)
  @Operation({
    summary: 'Get the order of child categories',
    description: 'The ids of the categories below one in their order, with its version.',
    response: ChildrenOrderResponse,
    errors: [CategoryNotFound],
  })
  getChildrenOrder(@IdParam('parentId') parentId: string): Promise<ChildrenOrderResponse> {
    return this.orders.get(parentId);
  }

  @Put(':parentId/children-order')
  @Auth(Permission.categoryManage)
  @Operation({
    summary: 'Reorder the child categories',
    description:
      'Takes every category right below this one exactly once, in the new order, which lists and trees follow. A category that is new or moved goes last.',
    response: ChildrenOrderResponse,
    errors: [CategoryNotFound, CategoryOrderInvalid],
  })
  reorderChildren(
    @IdParam('parentId') parentId: string,
    @IfMatch() version: number,
    @Body() { categoryIds }: ChildrenOrderDto,
  ): Promise<ChildrenOrderResponse> {
    return this.orders.arrange(parentId, version, categoryIds);
  }
}
