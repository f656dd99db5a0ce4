import { Module } from '@nestjs/common';
import { CategoryQueryService } from './category-query.service';
import { CategoryController } from './category.controller';
import { CategoryRepository } from './category.repository';
import { CategoryRpcHandler } from './category.rpc';
import { CourseCountEventHandler } from '../course-count/course-count.events';
import { CourseCountService } from '../course-count/course-count.service';
import { CategoryService } from './category.service';

@Module({
  controllers: [CategoryController, CategoryRpcHandler],
  providers: [
    CategoryService,
    CategoryQueryService,
    CategoryRepository,
    CourseCountService,
    CourseCountEventHandler,
  ],
})
export class CategoryModule {}
