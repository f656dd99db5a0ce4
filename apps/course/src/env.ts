import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@course-plateform/common/kernel';
import {
  choiceOr,
  defineSettings,
  integerOr,
  listOr,
  integersOr,
  mailSettings,
  mongodbSettings,
  optionalText,
  optionalUrl,
  ownInProduction,
  platformSettings,
  publicUrlSettings,
  secretOr,
  storageSettings,
  textOr,
} from '@course-plateform/common/config';

const MEBIBYTE = 1_048_576;
const GIBIBYTE = 1024 * MEBIBYTE;
/** Where courses usually point to. */
const LINK_HOSTS = [
  'youtube.com',
  'youtu.be',
  'vimeo.com',
  'wikipedia.org',
  'github.com',
  'developer.mozilla.org',
  'docs.google.com',
];

/** The settings of this service: what the environment may say, and the injection token of what it says. */
export class CourseServiceSettings extends defineSettings('course', {
  ...platformSettings('course'),
  ...mongodbSettings,
  courseSearchUrl: optionalUrl(
    ['postgres:', 'postgresql:'],
    'The PostgreSQL database of searches by words, postgresql://user:password@host:5432/course_search, which is made from the catalog and needs no backup. Empty: such searches respond with 503',
  ),
  ...storageSettings,
  ...publicUrlSettings,
  ...mailSettings,
  courseInvitationDays: integerOr(
    14,
    { min: 1, max: 365 },
    'How long an invitation to teach a course can be accepted, in days',
  ),
  invitationPageUrl: ownInProduction(
    textOr(
      'http://127.0.0.1:3000/course-invitation?id={invitation}',
      'The page on which an invited instructor accepts; {invitation} is the id of the invitation',
    ),
  ),
  courseCurrency: textOr(
    'USD',
    'The currency of prices that come without one (GraphQL), and the one that the catalog compares prices in unless a request names another',
  ),
  coursePriceMaximumMinor: integerOr(
    100_000_000,
    { min: 0, max: 1_000_000_000_000 },
    'The highest list price, in minor units',
  ),
  courseDescriptionMinimum: integerOr(
    1000,
    { min: 0, max: 10_000 },
    'How long the description of a published course must be, in characters; the default is about 200 words',
  ),
  courseLessonsMinimum: integerOr(
    5,
    { min: 1, max: 1000 },
    'How many lessons a published course must have',
  ),
  courseMinutesMinimum: integerOr(
    30,
    { min: 0, max: 6000 },
    'How long all lessons of a published course must take together, in minutes',
  ),
  courseObjectivesMinimum: integerOr(
    4,
    { min: 0, max: 20 },
    'How many objectives a published course must have',
  ),
  courseCoverMinimumWidth: integerOr(
    750,
    { min: 0, max: 10_000 },
    'How wide the cover of a published course must be, in pixels; with 0, none is needed',
  ),
  courseCoverMinimumHeight: integerOr(
    422,
    { min: 0, max: 10_000 },
    'How high the cover of a published course must be, in pixels',
  ),
  courseFreeHoursMaximum: integerOr(
    2,
    { min: 0, max: 1000 },
    'How much video a free course may have to be published, in hours; 0 is no limit',
  ),
  saleDiscountMinimumPercent: integerOr(
    5,
    { min: 0, max: 99 },
    'How much a sale price takes off the list price at least, in percent',
  ),
  saleDiscountMaximumPercent: integerOr(
    90,
    { min: 1, max: 100 },
    'How much a sale price takes off the list price at most, in percent; 100 lets courses be free for some time',
  ),
  saleAheadMaximumDays: integerOr(
    365,
    { min: 1, max: 3650 },
    'How far ahead a sale may start, in days',
  ),
  saleMinimumMinutes: integerOr(
    60,
    { min: 1, max: 10_080 },
    'How long a sale lasts at least, in minutes',
  ),
  saleMaximumDays: integerOr(90, { min: 1, max: 3650 }, 'How long a sale lasts at most, in days'),
  salesAheadMaximum: integerOr(
    50,
    { min: 1, max: 1000 },
    'How many sales of a course may run or be planned at a time',
  ),
  mediaImageMaximumBytes: integerOr(
    20 * MEBIBYTE,
    { min: 1, max: 100 * MEBIBYTE },
    'The largest image that may be uploaded, in bytes',
  ),
  mediaVideoMaximumBytes: integerOr(
    4 * GIBIBYTE,
    { min: 1, max: 1024 * GIBIBYTE },
    'The largest video that may be uploaded, in bytes',
  ),
  mediaAudioMaximumBytes: integerOr(
    512 * MEBIBYTE,
    { min: 1, max: 1024 * GIBIBYTE },
    'The largest audio file that may be uploaded, in bytes',
  ),
  mediaDocumentMaximumBytes: integerOr(
    100 * MEBIBYTE,
    { min: 1, max: GIBIBYTE },
    'The largest document that may be uploaded, in bytes',
  ),
  mediaQuotaBytes: integerOr(
    50 * GIBIBYTE,
    { min: 0, max: 1024 * 1024 * GIBIBYTE },
    'How much an instructor may store, all files together, in bytes',
  ),
  courseImportMaximumBytes: integerOr(
    10 * GIBIBYTE,
    { min: 1, max: 1024 * GIBIBYTE },
    'How large the archive of a course may be, packed and unpacked, in bytes; the temporary folder needs room for it',
  ),
  courseImportsAtOnce: integerOr(
    2,
    { min: 1, max: 100 },
    'How many archives a process imports or checks at a time; more are refused with 503. The temporary folder needs room for each',
  ),
  courseImportSeconds: integerOr(
    600,
    { min: 1, max: 86_400 },
    'How long an import waits for its files to be processed, in seconds; after that it is undone',
  ),
  mediaUploadHours: integerOr(
    24,
    { min: 1, max: 720 },
    'How long an upload may take, in hours; what has arrived of one that takes longer is removed',
  ),
  mediaUnusedDays: integerOr(
    180,
    { min: 0, max: 3650 },
    'How long files are kept that no course contains, in days; 0 keeps them',
  ),
  lessonLinkHosts: listOr(
    LINK_HOSTS,
    'The hosts that lessons may link to, each with those below it, separated by commas; * allows all',
  ),
  mediaWorkers: integerOr(
    1,
    { min: 0, max: 64 },
    'How many uploaded files a process works on at a time: as many as it has processors to spare; 0 leaves them to other replicas',
  ),
  mediaPixelsMaximum: integerOr(
    50_000_000,
    { min: 1, max: 1_000_000_000 },
    'How many pixels an image may have',
  ),
  mediaHoursMaximum: integerOr(
    12,
    { min: 1, max: 100 },
    'How long a video or an audio file may last, in hours',
  ),
  mediaVideoHeights: integersOr(
    [360, 720, 1080],
    { min: 16, max: 2160 },
    'The qualities that videos are converted to, by the height of a picture that is wider than high, in pixels; none above the video itself',
  ),
  mediaWorkSecondsPerSecond: integerOr(
    20,
    { min: 1, max: 1000 },
    'How long the conversion of a second of video or audio may take, in seconds',
  ),
  mediaWorkSecondsMinimum: integerOr(
    120,
    { min: 1, max: 86_400 },
    'How long the conversion of a short video or audio file may take, in seconds',
  ),
  mediaMemoryMaximumBytes: integerOr(
    2 * GIBIBYTE,
    { min: 256 * MEBIBYTE, max: 64 * GIBIBYTE },
    'How much memory the conversion of a file may take, in bytes; systems other than Linux may not hold to it',
  ),
  ffmpegPath: optionalText(
    'The program FFmpeg (8 or newer, with libx264) by its full path, or by its name where it is in a usual folder, which converts videos and audio. Empty: they are played as they were sent',
  ),
  clamdUrl: optionalUrl(
    ['tcp:'],
    'The virus scanner, tcp://host:3310 (clamd); its StreamMaxLength must be as large as the largest file. Empty: files are not scanned',
  ),
  mediaDelivery: choiceOr(
    'service',
    ['service', 'redirect'],
    'Who sends the bytes of files to players: service, or redirect for the object storage, which browsers have to reach then',
  ),
  playbackGrantSeconds: integerOr(
    600,
    { min: 10, max: 600 },
    'How long the addresses of a file can be played, in seconds',
  ),
  playbackSecret: secretOr(
    'development-playback-secret-please-change',
    'Signs the addresses of files; the same in all replicas. Another one ends what is played now until its next grant',
  ),
  catalogPricesJobSeconds: integerOr(
    5,
    { min: 1, max: 3600 },
    'How often the catalog files courses under the price that a sale has given them, in seconds; the prices it shows do not wait for it',
  ),
  catalogCacheMs: integerOr(
    30 * SECOND_MS,
    { min: 0, max: HOUR_MS },
    'How long a page of the catalog is cached, in milliseconds; only the number of learners may be that old',
  ),
  catalogSearchTimeoutMs: integerOr(
    5 * SECOND_MS,
    { min: 1, max: MINUTE_MS },
    'How long the database may look for a page of the catalog, in milliseconds',
  ),
  courseFeedRemovedDays: integerOr(
    90,
    { min: 1, max: 3650 },
    'How long the feed for partners lists a course that was removed, in days; whoever has not read for longer reads all again',
  ),
  courseFeedLearnersMinutes: integerOr(
    60,
    { min: 0, max: 10_080 },
    'How long a course waits for a new place in the feed when only its number of learners has changed, in minutes',
  ),
  coursePageUrl: optionalUrl(
    ['http:', 'https:'],
    'Where your site shows a course, with {slug} in place of its slug: https://example.com/courses/{slug}. Empty: feeds and structured data have no such addresses',
  ),
  courseProviderName: textOr(
    'Course Plateform',
    'Who provides the courses, as structured data for search engines say it',
  ),
  catalogNamesCacheMs: integerOr(
    MINUTE_MS,
    { min: 0, max: HOUR_MS },
    'How long the names of instructors and categories are cached, in milliseconds: a new name shows after that',
  ),
}) {}
