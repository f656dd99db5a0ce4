import { OmitType, PartialType } from '@nestjs/swagger';
import { KindField, UrlField } from '@course-plateform/types/platform';
import {
  type Lesson,
  LessonCreate,
  type LessonKind,
  LessonOutline,
  type LessonSources,
  LessonView,
} from './lesson-kind';
import { LinkNotAllowed } from './lesson.errors';

const KIND = 'link';
const EXAMPLE = 'https://developer.mozilla.org/en-US/docs/Web/HTTP';

interface LinkLesson extends Lesson {
  readonly url: string;
}

export class LinkLessonCreateDto extends LessonCreate {
  @KindField(KIND)
  override kind!: typeof KIND;

  @UrlField({
    example: EXAMPLE,
    description: 'A page on one of the hosts that the platform allows, by https; nobody fetches it',
  })
  url!: string;
}

export class LinkLessonUpdateDto extends PartialType(OmitType(LinkLessonCreateDto, ['kind']), {
  skipNullProperties: false,
}) {}

export class LinkLessonResponse extends LessonView {
  @KindField(KIND)
  override kind!: typeof KIND;

  @UrlField({ example: EXAMPLE, description: 'A page elsewhere' })
  url!: string;
}

export class LinkLessonOutline extends LessonOutline {
  @KindField(KIND)
  override kind!: typeof KIND;
}

class LinkKind implements LessonKind {
  readonly kind = KIND;
  readonly shapes = {
    create: LinkLessonCreateDto,
    update: LinkLessonUpdateDto,
    view: LinkLessonResponse,
    outline: LinkLessonOutline,
  };
  readonly takesCaptions = false;
  readonly canPreview = true;
  readonly check = null;

  content({ url }: LinkLessonCreateDto, { linkHosts }: LessonSources) {
    assertLinkAllowed(url, linkHosts);
    return { url };
  }

  edited({ url }: LinkLessonUpdateDto, _lesson: LinkLesson, { linkHosts }: LessonSources) {
    if (url === undefined) return {};
    assertLinkAllowed(url, linkHosts);
    return { url };
  }

  written({ url, durationSeconds }: LinkLesson) {
    return { url, durationSeconds };
  }

  mediaIds(): readonly string[] {
    return [];
  }

  view({ url }: LinkLesson): Pick<LinkLessonResponse, 'url'> {
    return { url };
  }

  outline(): object {
    return {};
  }

  completedBy(): null {
    return null;
  }
}

/** A page elsewhere. */
export const link = new LinkKind();

/** @throws LinkNotAllowed */
export function assertLinkAllowed(url: string, hosts: readonly string[]): void {
  const { protocol, hostname, username, port } = new URL(url);
  const isAllowed = hosts.some(
    (host) => host === '*' || hostname === host || hostname.endsWith(`.${host}`),
  );
  if (protocol !== 'https:' || username || port || !isAllowed) {
    throw new LinkNotAllowed({ params: { hosts: hosts.join(', ') } });
  }
}
