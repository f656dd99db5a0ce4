import { Module } from '@nestjs/common';
import { CategoryListModule } from '../category-list/category-list.module';
import { CategoryQueryService } from './category-query.service';
import { CategoryController } from './category.controller';
import { CategoryRepository } from './category.repository';
import { CategoryRpcHandler } from './category.rpc';
import { CategoryService } from './category.service';

@Module({
  imports: [CategoryListModule],
  controllers: [CategoryController, CategoryRpcHandler],
  providers: [CategoryService, CategoryQueryService, CategoryRepository],
})
export class CategoryModule {}
