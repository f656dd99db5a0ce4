import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module';
import { CourseModule } from '../course/course.module';
import { SalePriceController } from './sale-price.controller';
import { SalePriceFactory } from './sale-price.factory';
import { SalePriceQueryService } from './sale-price-query.service';
import { SalePriceService } from './sale-price.service';

@Module({
  imports: [CatalogModule, CourseModule],
  controllers: [SalePriceController],
  providers: [SalePriceService, SalePriceQueryService, SalePriceFactory],
})
export class SalePriceModule {}
