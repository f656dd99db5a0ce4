import { Body, Controller, Delete, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth } from '@course-plateform/common/auth';
import { IdParam, IfMatch, Operation, SlugParam } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import {
  CategoryLocaleUnsupported,
  CategoryNotFound,
  CategoryTranslationNotFound,
} from './category.errors';
import {
  CategoryTranslationDto,
  CategoryTranslationListResponse,
  CategoryTranslationResponse,
} from './category-translation.dto';
import { CategoryTranslationService } from './category-translation.service';

/** The language in the path. */
const LocaleParam = (): ParameterDecorator =>
  SlugParam('locale', {
    description: 'The language of the translation, a BCP 47 tag: `ar`, `es` or `fr`',
    example: 'es',
  });

@ApiTags('categories')
@Controller('categories/:id/translations')
export class CategoryTranslationController {
  constructor(private readonly translations: CategoryTranslationService) {}

  @Get()
  @Auth(Permission.categoryManage)
  @Operation({
    summary: 'List the translations of a category',
    description:
      'Its name and description in every language it has them in. The item in the default language is what the category itself says.',
    response: CategoryTranslationListResponse,
    errors: [CategoryNotFound],
  })
  listCategoryTranslations(@IdParam() id: string): Promise<CategoryTranslationListResponse> {
    return this.translations.list(id);
  }

  @Put(':locale')
  @Auth(Permission.categoryManage)
  @Operation({
    summary: 'Translate a category',
    description:
      'Sets its name and description in one language, for callers whose `Accept-Language` selects it. Others see the texts in the default language, which the category itself has. The slug is the same in all languages. It is a change of the category: `If-Match` takes its `ETag`.',
    response: CategoryTranslationResponse,
    errors: [CategoryNotFound, CategoryLocaleUnsupported],
  })
  putCategoryTranslation(
    @IdParam() id: string,
    @LocaleParam() locale: string,
    @IfMatch() version: number,
    @Body() body: CategoryTranslationDto,
  ): Promise<CategoryTranslationResponse> {
    return this.translations.put(id, version, locale, body);
  }

  @Delete(':locale')
  @Auth(Permission.categoryManage)
  @Operation({
    summary: 'Remove a translation of a category',
    description:
      'From then on callers with this language see the texts in the default language. It is a change of the category: `If-Match` takes its `ETag`.',
    status: 204,
    errors: [CategoryNotFound, CategoryLocaleUnsupported, CategoryTranslationNotFound],
  })
  deleteCategoryTranslation(
    @IdParam() id: string,
    @LocaleParam() locale: string,
    @IfMatch() version: number,
  ): Promise<void> {
    return this.translations.remove(id, version, locale);
  }
}
