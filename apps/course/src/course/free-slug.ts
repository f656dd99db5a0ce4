import { newSlug, otherSlug } from '@course-plateform/common/kernel';
import { violates } from '@course-plateform/common/persistence';
import { ADDRESS_UNIQUE, RESERVED_SLUGS, SLUG_UNIQUE } from './course.entity';

/**
 * Stores a course under a slug made from its title. Two courses may have the same title: the later one gets a tail that
 * no other course has.
 */
export async function withSlugOf<T>(
  title: string,
  store: (slug: string) => Promise<T>,
): Promise<T> {
  const slug = newSlug(title, { kind: 'course', reserved: RESERVED_SLUGS });
  try {
    return await store(slug);
  } catch (error) {
    if (!violates(error, SLUG_UNIQUE) && !violates(error, ADDRESS_UNIQUE)) throw error;
    return store(otherSlug(slug));
  }
}
