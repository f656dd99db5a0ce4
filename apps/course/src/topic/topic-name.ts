/** How many topics a course may have. */
export const TOPICS_MAX = 10;
/** How long the name of a topic may be. */
export const TOPIC_MAX = 40;

/** The one form of a topic's name: *Java Script* and *java  script* are the same topic. */
export function foldTopic(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Each topic once, in its one form. */
export function foldTopics(names: readonly string[]): string[] {
  return [...new Set(names.map(foldTopic))].filter((name) => name !== '');
}
