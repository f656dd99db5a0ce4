import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { isId, slugForms } from '@course-plateform/common/kernel';
import { collectionOf } from '@course-plateform/common/persistence';
import { Publication } from '../course/publication.entity';
import { CatalogEntry } from './catalog-entry.entity';
import { CARD, type CatalogCardRow, type CatalogRow, WHOLE } from './catalog-rows';

/** The named questions about what is published. */
@Injectable()
export class CatalogRepository {
  constructor(private readonly em: EntityManager) {}

  /** A course by id or slug, visible or not. */
  find(idOrSlug: string): Promise<CatalogRow | null> {
    return this.findOne(
      isId(idOrSlug) ? { _id: idOrSlug as never } : { slug: { $in: slugForms(idOrSlug) } },
    );
  }

  /** A course by a slug that it does not have any more, visible or not. */
  findByFormerSlug(slug: string): Promise<CatalogRow | null> {
    return this.findOne({ formerSlugs: { $in: slugForms(slug) } });
  }

  /** The courses that were ever published, visible or not. */
  many(courseIds: readonly string[]): Promise<CatalogCardRow[]> {
    return collectionOf(this.em, CatalogEntry)
      .find<CatalogCardRow>({ _id: { $in: [...courseIds] as never[] } }, { projection: CARD })
      .toArray();
  }

  /** Those of some courses that everyone sees, as whole rows. */
  visible(courseIds: readonly string[]): Promise<CatalogRow[]> {
    return collectionOf(this.em, CatalogEntry)
      .find<CatalogRow>(
        { _id: { $in: [...courseIds] as never[] }, visible: true },
        { projection: WHOLE },
      )
      .toArray();
  }

  /** One publication of a course, the newest when no number is given. */
  async publication(courseId: string, number?: number): Promise<Publication | null> {
    const [found] = await this.em.find(
      Publication,
      { courseId, ...(number === undefined ? {} : { number }) },
      { orderBy: { number: 'desc' }, limit: 1 },
    );
    return found ?? null;
  }

  private findOne(where: object): Promise<CatalogRow | null> {
    return collectionOf(this.em, CatalogEntry).findOne<CatalogRow>(where, { projection: WHOLE });
  }
}
