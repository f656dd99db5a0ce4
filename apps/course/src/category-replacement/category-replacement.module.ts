import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module';
import { CategoryReplacementEventHandler } from './category-replacement.events';
import { CategoryReplacementJob } from './category-replacement.job';
import { CategoryReplacementService } from './category-replacement.service';

@Module({
  imports: [CatalogModule],
  providers: [CategoryReplacementService, CategoryReplacementJob, CategoryReplacementEventHandler],
})
export class CategoryReplacementModule {}
