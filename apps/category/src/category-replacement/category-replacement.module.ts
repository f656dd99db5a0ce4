import { Module } from '@nestjs/common';
import { CategoryReplacementService } from './category-replacement.service';

@Module({ providers: [CategoryReplacementService], exports: [CategoryReplacementService] })
export class CategoryReplacementModule {}
