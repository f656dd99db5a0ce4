import { Module } from '@nestjs/common';
import { CategoryListModule } from '../category-list/category-list.module';
import { CategoryReplacementModule } from '../category-replacement/category-replacement.module';
import { CategoryPlacement } from './category-placement.service';
import { CategoryRemovalService } from './category-removal.service';
import { CategoryQueryService } from './category-query.service';
import { CategoryController } from './category.controller';
import { CategoryRepository } from './category.repository';
import { CategoryRpcHandler } from './category.rpc';
import { CategoryService } from './category.service';
import { CategoryTranslationController } from './category-translation.controller';
import { CategoryTranslationService } from './category-translation.service';
import { CategoryWriter } from './category-writer.service';
import { ChildrenOrderController } from './children-order.controller';
import { ChildrenOrderService } from './children-order.service';

@Module({
  imports: [CategoryListModule, CategoryReplacementModule],
  controllers: [
    ChildrenOrderController,
    CategoryController,
    CategoryTranslationController,
    CategoryRpcHandler,
  ],
  providers: [
    CategoryService,
    CategoryQueryService,
    CategoryTranslationService,
    CategoryRemovalService,
    CategoryWriter,
    CategoryPlacement,
    ChildrenOrderService,
    CategoryRepository,
  ],
})
export class CategoryModule {}
