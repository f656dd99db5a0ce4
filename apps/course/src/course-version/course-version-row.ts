/** What a list shows of a publication, without its content. */
export interface CourseVersionRow {
  readonly number: number;
  readonly title: string;
  readonly lessonCount: number;
  readonly durationSeconds: number;
  readonly publishedAt: Date;
}
