import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { FALLBACK_LOCALE, LOCALES, type Locale } from '@course-plateform/common/i18n';
import { Aggregate, applyChanges } from '@course-plateform/common/persistence';

/** The index that keeps slugs apart among siblings; the roots are siblings of each other. */
export const SLUG_UNIQUE_AMONG_SIBLINGS = 'category_parent_id_slug_unique';

/** How deep the tree may be, roots included. */
export const MAXIMUM_DEPTH = 3;

/** How many earlier slugs lead to the present one. */
const FORMER_SLUGS_MAX = 20;

/** A language that names and descriptions are translated into; those of the category itself are in the fallback one. */
export type TranslationLocale = Exclude<Locale, typeof FALLBACK_LOCALE>;

/** What a category says in one language. */
export interface CategoryText {
  readonly name: string;
  readonly description: string | null;
}

/** The same with the language it is in. */
export interface LocalizedCategoryText extends CategoryText {
  readonly locale: Locale;
}

/** A subject that courses are filed under. */
@Entity({ tableName: 'category' })
@Index({
  name: SLUG_UNIQUE_AMONG_SIBLINGS,
  expression: `create unique index "${SLUG_UNIQUE_AMONG_SIBLINGS}" on "category" (coalesce("parent_id", '00000000-0000-0000-0000-000000000000'::uuid), "slug")`,
})
@Index({ name: 'category_slug', properties: ['slug'] })
@Index({
  name: 'category_former_slugs',
  expression: 'create index "category_former_slugs" on "category" using gin ("former_slugs")',
})
export class Category extends Aggregate {
  @Property({ type: 'text' })
  name: string;

  @Property({ type: 'text' })
  slug: string;

  /** Slugs it had before: their addresses lead to the present one. */
  @Property({ type: 'array', columnType: 'text[]', defaultRaw: `'{}'` })
  formerSlugs: string[] = [];

  @Property({ type: 'text', nullable: true })
  description: string | null;

  /** In the other languages of the platform, as far as they are translated. */
  @Property({ type: 'json', defaultRaw: `'{}'` })
  translations: Readonly<Partial<Record<TranslationLocale, CategoryText>>> = {};

  @Property({ type: 'uuid', nullable: true, index: 'category_parent_id' })
  parentId: string | null;

  constructor(category: {
    name: string;
    slug: string;
    description: string | null;
    parentId: string | null;
    now: Date;
  }) {
    super(category.now);
    this.name = category.name;
    this.slug = category.slug;
    this.description = category.description;
    this.parentId = category.parentId;
  }

  /** Changes what is given; `undefined` leaves a field as it is. */
  edit(
    { name, slug, description }: { name?: string; slug?: string; description?: string | null },
    now: Date,
  ): void {
    const formerSlugs = slug === undefined ? undefined : this.formerSlugsAfter(slug);
    applyChanges<Category>(this, { name, slug, description, formerSlugs }, now);
  }

  private formerSlugsAfter(slug: string): string[] {
    if (slug === this.slug) return this.formerSlugs;
    const former = [...this.formerSlugs, this.slug].filter((one) => one !== slug);
    return former.slice(-FORMER_SLUGS_MAX);
  }

  /** Takes over the addresses of a category that it replaces. */
  takeAddressesOf({ slug, formerSlugs }: Category, now: Date): void {
    const addresses = [...formerSlugs, slug, ...this.formerSlugs];
    const former = [...new Set(addresses)].filter((one) => one !== this.slug);
    applyChanges<Category>(this, { formerSlugs: former.slice(-FORMER_SLUGS_MAX) }, now);
  }

  /** Hangs it below another category, or among the roots. The tree has been checked before. */
  moveBelow(parentId: string | null, now: Date): void {
    applyChanges<Category>(this, { parentId }, now);
  }

  /** Its text in a language, or else in the fallback one. */
  textIn(locale: Locale): LocalizedCategoryText {
    const translation = locale === FALLBACK_LOCALE ? undefined : this.translations[locale];
    if (translation) return { locale, ...translation };
    return { locale: FALLBACK_LOCALE, name: this.name, description: this.description };
  }

  /** Its text in every language it has one in, the fallback first. */
  get texts(): LocalizedCategoryText[] {
    const locales = LOCALES.filter((locale) => locale !== FALLBACK_LOCALE);
    const translated = locales.filter((locale) => this.isTranslatedInto(locale));
    return [FALLBACK_LOCALE, ...translated].map((locale) => this.textIn(locale));
  }

  isTranslatedInto(locale: TranslationLocale): boolean {
    return this.translations[locale] !== undefined;
  }

  translate(locale: TranslationLocale, text: CategoryText, now: Date): void {
    const translations = { ...this.translations, [locale]: text };
    applyChanges<Category>(this, { translations }, now);
  }

  removeTranslation(locale: TranslationLocale, now: Date): void {
    const { [locale]: _, ...translations } = this.translations;
    applyChanges<Category>(this, { translations }, now);
  }
}
