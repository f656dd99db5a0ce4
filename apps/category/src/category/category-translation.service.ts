import { Injectable } from '@nestjs/common';
import { showLanguages } from '@course-plateform/common/http';
import { FALLBACK_LOCALE, LOCALES, type Locale, isLocale } from '@course-plateform/common/i18n';
import { Clock } from '@course-plateform/common/kernel';
import type { TranslationLocale } from './category.entity';
import {
  CategoryLocaleUnsupported,
  CategoryNotFound,
  CategoryTranslationNotFound,
} from './category.errors';
import { CategoryRepository } from './category.repository';
import {
  type CategoryTranslationDto,
  type CategoryTranslationListResponse,
  type CategoryTranslationResponse,
  toTranslationResponse,
} from './category-translation.dto';
import { CategoryWriter } from './category-writer.service';

/** Names and describes categories in the other languages of the platform. */
@Injectable()
export class CategoryTranslationService {
  constructor(
    private readonly writer: CategoryWriter,
    private readonly categories: CategoryRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws CategoryNotFound */
  async list(id: string): Promise<CategoryTranslationListResponse> {
    const category = await this.categories.find(id);
    if (!category) throw new CategoryNotFound();
    showLanguages(category.texts.map(({ locale }) => locale));
    return { items: category.texts };
  }

  /** @throws CategoryNotFound, CategoryLocaleUnsupported, PreconditionFailed */
  put(
    id: string,
    version: number,
    tag: string,
    { name, description = null }: CategoryTranslationDto,
  ): Promise<CategoryTranslationResponse> {
    const locale = translationLocaleOf(tag);
    return this.writer.run(
      async () => {
        const category = await this.writer.present(id, version);
        category.translate(locale, { name, description }, this.clock.now());
        return category;
      },
      (category) => {
        showLanguages([locale]);
        return toTranslationResponse(category, category.textIn(locale));
      },
    );
  }

  /** @throws CategoryNotFound, CategoryLocaleUnsupported, PreconditionFailed, CategoryTranslationNotFound */
  remove(id: string, version: number, tag: string): Promise<void> {
    const locale = translationLocaleOf(tag);
    return this.writer.run(
      async () => {
        const category = await this.writer.present(id, version);
        if (!category.isTranslatedInto(locale)) throw new CategoryTranslationNotFound();
        category.removeTranslation(locale, this.clock.now());
        return category;
      },
      () => undefined,
    );
  }
}

const TRANSLATED = LOCALES.filter(isTranslated);

function isTranslated(locale: Locale): locale is TranslationLocale {
  return locale !== FALLBACK_LOCALE;
}

/** @param tag BCP 47, whose letters may be of either case (RFC 5646, 2.1.1) */
function translationLocaleOf(tag: string): TranslationLocale {
  const locale = tag.toLowerCase();
  if (isLocale(locale) && isTranslated(locale)) return locale;
  throw new CategoryLocaleUnsupported({ params: { locales: TRANSLATED.join(', ') } });
}
