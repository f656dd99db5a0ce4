import { Module } from '@nestjs/common';
import { CategoryListCache } from './category-list.cache';

@Module({ providers: [CategoryListCache], exports: [CategoryListCache] })
export class CategoryListModule {}
