import { OmitType } from '@nestjs/swagger';
import { PageOf, PageQuery } from '@course-plateform/common/http';
import { IdField, IntegerField, TextField, TextListField } from '@course-plateform/types/platform';
import { TOPIC_MAX } from './topic-name';
import type { Topic } from './topic.entity';

const SYNONYMS = { max: TOPIC_MAX, maxItems: 50, example: ['js', 'ecmascript'] };

export class TopicListQuery extends PageQuery {}

export class TopicCreateDto {
  @TextField({
    max: TOPIC_MAX,
    description: 'The name that courses will have, which is stored in small letters',
    example: 'javascript',
  })
  name!: string;

  @TextListField({ ...SYNONYMS, description: 'The other names that lead to the topic' })
  synonyms!: string[];
}

export class TopicUpdateDto extends OmitType(TopicCreateDto, ['name']) {}

export class TopicResponse {
  @IdField()
  id!: string;

  @TextField({ max: TOPIC_MAX, description: 'The name that courses have', example: 'javascript' })
  name!: string;

  @TextListField({ ...SYNONYMS, description: 'The other names that lead to it' })
  synonyms!: string[];

  @IntegerField({ min: 1, description: 'Its version, the value for `If-Match`', example: 1 })
  version!: number;
}

export class TopicPageResponse extends PageOf(TopicResponse) {}

export function toTopicResponse({ id, name, synonyms, version }: Topic): TopicResponse {
  return { id, name, synonyms: [...synonyms], version };
}
