import type { Class } from '@course-plateform/common/kernel';

/** The response of an operation. */
export interface ResponseForm {
  readonly status: number;
  readonly response?: Class<object> | undefined;
  readonly responseType?: string | readonly string[] | undefined;
  readonly isArray?: boolean | undefined;
}

const CHOICE = new Intl.ListFormat('en', { type: 'disjunction' });

const WITHOUT_BODY: Readonly<Record<number, string>> = {
  202: 'Accepted; the rest happens after the response',
  204: 'Done; there is no body',
  302: 'A redirect to where Location says',
};

/** Describes a response by the name of its class: `ReviewPageResponse` is a page of reviews. */
export function describeResponse(form: ResponseForm): string {
  const { status, response, responseType, isArray } = form;
  if (responseType !== undefined)
    return `A file of the type ${CHOICE.format([responseType].flat())}`;
  if (!response) return WITHOUT_BODY[status] ?? 'No body';
  const name = response.name.replace(/(Response|Dto)$/, '');
  if (name.endsWith('Page')) return `A page of ${plural(words(name.slice(0, -4)))}`;
  if (name.endsWith('List')) return `All ${plural(words(name.slice(0, -4)))}`;
  if (isArray) return `A list of ${plural(words(name))}`;
  return name.startsWith('My') ? `Your ${words(name.slice(2))}` : `The ${words(name)}`;
}

/** `CourseDraft` as `course draft`. */
function words(name: string): string {
  return name.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

function plural(noun: string): string {
  return noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
