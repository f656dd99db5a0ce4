import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Aggregate, applyChanges } from '@course-plateform/common/persistence';
import { foldTopics } from './topic-name';

/** The index that keeps a name, canonical or not, from leading to two topics. */
export const TOPIC_NAMES_UNIQUE = 'topic_names_unique';

/** What courses are about, under one name, and the other names that lead to it. */
@Entity({ collection: 'topic' })
@Unique({ name: TOPIC_NAMES_UNIQUE, properties: ['names'] })
@Index({ name: 'topic_name', properties: ['name', 'id'] })
export class Topic extends Aggregate {
  @Property({ type: 'string' })
  readonly name: string;

  /** Its name and its synonyms. */
  @Property({ type: 'json' })
  names: readonly string[];

  /** Whether searches do not know its synonyms yet. */
  @Property({ type: 'boolean', nullable: true })
  searchPending: boolean | null = true;

  /** @param name folded */
  constructor(name: string, synonyms: readonly string[], now: Date) {
    super(now);
    this.name = name;
    this.names = namesOf(name, synonyms);
  }

  get synonyms(): readonly string[] {
    return this.names.filter((name) => name !== this.name);
  }

  /** Takes other synonyms in place of those it has. */
  setSynonyms(synonyms: readonly string[], now: Date): void {
    applyChanges<Topic>(this, { names: namesOf(this.name, synonyms), searchPending: true }, now);
  }
}

function namesOf(name: string, synonyms: readonly string[]): string[] {
  return [...new Set([name, ...foldTopics(synonyms)])];
}
