import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { toPage } from '@course-plateform/common/http';
import { Clock } from '@course-plateform/common/kernel';
import {
  UnitOfWork,
  collectionOf,
  findNumberedPage,
  orWhenDuplicate,
} from '@course-plateform/common/persistence';
import { foldTopic } from './topic-name';
import {
  type TopicCreateDto,
  type TopicListQuery,
  type TopicPageResponse,
  type TopicResponse,
  type TopicUpdateDto,
  toTopicResponse,
} from './topic.dto';
import { TOPIC_NAMES_UNIQUE, Topic } from './topic.entity';
import { TopicNameTaken, TopicNotFound } from './topic.errors';

const NAME_TAKEN = { [TOPIC_NAMES_UNIQUE]: () => new TopicNameTaken() };

/** The topics that have been given synonyms; courses may have others. */
@Injectable()
export class TopicService {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Topics by name. */
  async list(query: TopicListQuery): Promise<TopicPageResponse> {
    const page = await findNumberedPage(
      this.em,
      Topic,
      {},
      { orderBy: { name: 'asc', id: 'asc' }, ...query },
    );
    return toPage(page, query, toTopicResponse);
  }

  /** Adds a topic. @throws TopicNameTaken when another topic has one of the names */
  create({ name, synonyms }: TopicCreateDto): Promise<TopicResponse> {
    const work = this.unitOfWork.run((em) => {
      const topic = new Topic(foldTopic(name), synonyms, this.clock.now());
      em.persist(topic);
      return Promise.resolve(topic);
    }, toTopicResponse);
    return orWhenDuplicate(work, NAME_TAKEN);
  }

  /** Gives a topic other synonyms. @throws TopicNotFound, PreconditionFailed, TopicNameTaken */
  update(id: string, version: number, { synonyms }: TopicUpdateDto): Promise<TopicResponse> {
    const work = this.unitOfWork.run(async (em) => {
      const topic = await em.findOne(Topic, { id });
      if (!topic) throw new TopicNotFound();
      topic.assertVersion(version);
      topic.setSynonyms(synonyms, this.clock.now());
      return topic;
    }, toTopicResponse);
    return orWhenDuplicate(work, NAME_TAKEN);
  }

  /** The topics that names lead to, each once, in their order. @param names folded */
  async canonical(names: readonly string[]): Promise<string[]> {
    if (names.length === 0) return [];
    const found = await collectionOf(this.em, Topic)
      .find<{ name: string; names: string[] }>({ names: { $in: [...names] as never[] } })
      .toArray();
    const known = new Map(found.flatMap((one) => one.names.map((name) => [name, one.name])));
    return [...new Set(names.map((name) => known.get(name) ?? name))];
  }
}
