import { LOCALES } from '@course-plateform/common/i18n';
import { IntegerField, ListField, TextField } from '@course-plateform/types/platform';
import type { Category, LocalizedCategoryText } from './category.entity';

export class CategoryTranslationDto {
  @TextField({
    max: 100,
    example: 'Desarrollo web',
    description: 'The name of the category in this language',
  })
  name!: string;

  @TextField({
    max: 1000,
    optional: true,
    nullable: true,
    example: 'Sitios, servidores, servicios.',
    description: 'What the category is about, in this language; null for nothing',
  })
  description?: string | null;
}

export class CategoryTextDto {
  @TextField({
    max: 2,
    example: 'es',
    description: `The language of name and description, a BCP 47 tag: ${LOCALES.join(', ')}`,
  })
  locale!: string;

  @TextField({
    max: 100,
    example: 'Desarrollo web',
    description: 'The name of the category in this language',
  })
  name!: string;

  @TextField({
    max: 1000,
    nullable: true,
    example: 'Sitios, servidores, servicios.',
    description: 'What the category is about, in this language; null when nothing is said',
  })
  description!: string | null;
}

export class CategoryTranslationListResponse {
  @ListField(() => CategoryTextDto, {
    description: 'In the default language, which is that of the category itself, and in the others',
  })
  items!: CategoryTextDto[];
}

export class CategoryTranslationResponse extends CategoryTextDto {
  @IntegerField({
    min: 1,
    description: 'The version of the category, which counts this change; the value for `If-Match`',
  })
  version!: number;
}

/** @param text of the category in one language */
export function toTranslationResponse(
  category: Category,
  text: LocalizedCategoryText,
): CategoryTranslationResponse {
  return { ...text, version: category.version };
}
