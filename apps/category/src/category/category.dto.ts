import { PartialType } from '@nestjs/swagger';
import { FALLBACK_LOCALE, LOCALES, type Locale } from '@course-plateform/common/i18n';
import {
  BooleanField,
  DateTimeField,
  IdField,
  IntegerField,
  ListField,
  SlugField,
  TextField,
} from '@course-plateform/types/platform';
import type { CategorySummary } from '@course-plateform/types/category';
import type { Category } from './category.entity';
import type { CategoryTree } from './category-tree';

/** Segments below `/categories` that are routes of their own. */
export const RESERVED_SLUGS = ['children-order'] as const;

export class CategoryCreateDto {
  @TextField({
    max: 100,
    example: 'Web Development',
    description: 'As authors and learners see it',
  })
  name!: string;

  @SlugField({
    optional: true,
    reserved: RESERVED_SLUGS,
    description:
      'Names the category in addresses, unique among its siblings; made from the name when left out',
  })
  slug?: string;

  @TextField({
    max: 1000,
    optional: true,
    nullable: true,
    example: 'Sites, servers, services.',
    description: 'What the category is about; null for nothing',
  })
  description?: string | null;

  @IdField({
    optional: true,
    nullable: true,
    description: 'The category above; null for one at the top',
  })
  parentId?: string | null;
}

export class CategoryUpdateDto extends PartialType(CategoryCreateDto, {
  skipNullProperties: false,
}) {
  @SlugField({
    optional: true,
    reserved: RESERVED_SLUGS,
    description: 'Names the category in addresses; the present one redirects to it afterward (301)',
  })
  override slug?: string;

  @IdField({
    optional: true,
    nullable: true,
    description: 'Moves the category with all below it; null moves it to the top',
  })
  override parentId?: string | null;
}

export class CategoryListQuery {
  @BooleanField({
    optional: true,
    fromQuery: true,
    description: 'Whether categories are nested in their parents instead of listed flat',
    example: false,
    default: false,
  })
  tree: boolean = false;
}

export class CategoryDeleteQuery {
  @IdField({
    optional: true,
    description:
      'The category that takes over the courses, the categories below it and the addresses; neither the deleted one nor one below it',
  })
  reassignTo?: string;
}

export class CategoryResponse {
  @IdField()
  id!: string;

  @TextField({
    max: 2,
    example: 'en',
    description: `The language of name and description, a BCP 47 tag (${LOCALES.join(', ')}): that of the request, or the default one while there is no translation`,
  })
  language!: Locale;

  @TextField({
    max: 100,
    example: 'Web Development',
    description: 'As authors and learners see it',
  })
  name!: string;

  @TextField({
    max: 120,
    example: 'web-development',
    description: 'Names the category in addresses, unique among its siblings',
  })
  slug!: string;

  @TextField({
    max: 1000,
    nullable: true,
    example: 'Sites, servers, services.',
    description: 'What the category is about; null when nothing is said',
  })
  description!: string | null;

  @IdField({ nullable: true, description: 'The category above; null at the top' })
  parentId!: string | null;

  @DateTimeField()
  createdAt!: string;

  @DateTimeField()
  updatedAt!: string;

  @IntegerField({
    min: 1,
    description: 'Counts the changes; its `ETag`, and the value for `If-Match`',
  })
  version!: number;
}

export class CategoryNode extends CategoryResponse {
  @IntegerField({ min: 0, description: 'Published courses in it and in all below it', example: 12 })
  courseCount!: number;

  @IntegerField({
    min: 0,
    description: 'Published courses in it, without those below it',
    example: 5,
  })
  ownCourseCount!: number;

  @ListField(() => CategoryNode, {
    optional: true,
    description: 'The categories below it, in their order; only with `tree=true`',
    example: [],
  })
  children?: CategoryNode[];
}

export class CategoryListResponse {
  @ListField(() => CategoryNode, {
    description:
      'In the order of the tree, each followed by those below it; with `tree=true` only those at the top, with the others in their `children`',
  })
  items!: CategoryNode[];
}

/** @param locale of the request; by default that of the texts that an admin edits */
export function toCategoryResponse(
  category: Category,
  locale: Locale = FALLBACK_LOCALE,
): CategoryResponse {
  const { locale: language, name, description } = category.textIn(locale);
  return {
    id: category.id,
    language,
    name,
    slug: category.slug,
    description,
    parentId: category.parentId,
    createdAt: category.createdAt.toISOString(),
    updatedAt: category.updatedAt.toISOString(),
    version: category.version,
  };
}

/** @param courses of the category itself, by its id */
export function toNode(
  category: CategoryResponse,
  tree: CategoryTree,
  courses: ReadonlyMap<string, number>,
): CategoryNode {
  const countOf = (id: string): number => courses.get(id) ?? 0;
  const below = tree.subtree(category.id).map(countOf);
  return {
    ...category,
    courseCount: below.reduce((sum, count) => sum + count, 0),
    ownCourseCount: countOf(category.id),
  };
}

/** The nested form of a flat list. */
export function toNodes(
  categories: ReadonlyMap<string, CategoryNode>,
  tree: CategoryTree,
  parentId: string | null = null,
): CategoryNode[] {
  return tree.childrenOf(parentId).flatMap((id) => {
    const category = categories.get(id);
    return category ? [{ ...category, children: toNodes(categories, tree, id) }] : [];
  });
}

export function toCategorySummary(category: Category, locale: Locale): CategorySummary {
  const { id, slug, parentId } = category;
  return { id, name: category.textIn(locale).name, slug, parentId };
}
