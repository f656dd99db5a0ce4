import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { idempotencyKey, ifMatch, unwrap } from '@course-plateform/client';
import { eventually } from '@course-plateform/common/test-kit';
import { openBrowser } from '../src/browser';
import { enrollmentOf } from '../src/learning';
import { PageWatch } from '../src/page-watch';
import type { Platform } from '../src/platform';
import type { Stage } from '../src/stage';
import {
  type WrittenCourse,
  createCategory,
  orderByCard,
  payOnPage,
  publishCourse,
  registerInstructor,
  signInAdmin,
  writeCourse,
} from '../src/steps';
import { processedMedia, uploadThroughTunnels } from '../src/uploads';
import { PASSWORD, type User, register } from '../src/users';

const CLIP = path.resolve(__dirname, '../../course/test/files/two-seconds.mp4');
const CAPTIONS = 'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nHello from the journey\n';
const PADDING_BYTES = 6 * 1_048_576;

/** What the player shows at the end. */
interface Played {
  readonly currentTime: number;
  readonly videoWidth: number;
  readonly videoHeight: number;
  readonly mode: string;
  readonly text: string;
}

const PLAY_TO_THE_END = `(async () => {
  const video = document.querySelector('video');
  video.muted = true;
  await video.play();
  await new Promise((resolve) => video.addEventListener('ended', resolve, { once: true }));
  const [track] = video.textTracks;
  const { currentTime, videoWidth, videoHeight } = video;
  return { currentTime, videoWidth, videoHeight, mode: track.mode, text: track.cues[0].text };
})()`;

/** The clip with room at its end (ISO/IEC 14496-12, `free`), so that it takes some time to send. */
function longClip(): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(PADDING_BYTES + header.length);
  header.write('free', 4);
  return Buffer.concat([readFileSync(CLIP), header, randomBytes(PADDING_BYTES)]);
}

/** A video from an instructor's laptop to a learner's browser. */
export function describeMediaJourneys(stage: () => Stage): void {
  describe('a video lesson', () => {
    let platform: Platform;
    let admin: User;
    let instructor: User;
    let learner: User;
    let course: WrittenCourse;
    let browser: Browser;
    let page: Page;
    let mediaId: string;
    let lessonId: string;
    let orderId: string;
    let lineId: string;

    beforeAll(async () => {
      ({ platform } = stage());
      admin = await signInAdmin(platform.gatewayUrl);
      instructor = await registerInstructor(platform, admin);
      learner = await register(platform, 'Hedy');
      const { id: categoryId } = await createCategory(admin, 'Frequencies');
      course = await writeCourse(instructor, {
        title: 'Frequency hopping',
        description: '<p>Everything you need to know about this subject.</p>',
        price: { amountMinor: 1500, currency: 'USD' },
        categoryId,
      });
      browser = await openBrowser();
    }, 120_000);

    afterAll(() => browser.close());

    it('is uploaded over a connection that breaks twice, and made ready for browsers', async () => {
      const bytes = longClip();
      const video = { kind: 'video', name: 'Hopping.mp4', bytes };
      const { gatewayUrl } = platform;
      const sent = await uploadThroughTunnels(gatewayUrl, instructor, video, [0.3, 0.6]);
      expect(sent.retries).toBeGreaterThanOrEqual(2);
      mediaId = sent.id;
      expect(await processedMedia(instructor, mediaId)).toMatchObject({
        ...{ status: 'ready', sizeBytes: bytes.length, durationSeconds: 2, streamable: true },
      });
    }, 120_000);

    it('is published with captions', async () => {
      const { client } = instructor;
      const text = { kind: 'caption', name: 'en.vtt', bytes: Buffer.from(CAPTIONS) };
      const captions = await uploadThroughTunnels(platform.gatewayUrl, instructor, text, []);
      expect(await processedMedia(instructor, captions.id)).toMatchObject({ status: 'ready' });
      const at = { courseId: course.id };
      const { sections } = await unwrap(
        client.GET('/api/v1/courses/{id}/draft', { params: { path: { id: course.id } } }),
      );
      const sectionId = sections[0]?.id ?? '';
      const draft = await unwrap(
        client.POST('/api/v1/courses/{courseId}/sections/{sectionId}/lessons', {
          params: { path: { ...at, sectionId } },
          body: { kind: 'video', title: 'Hopping', mediaId },
        }),
      );
      lessonId = draft.sections[0]?.lessons.at(-1)?.id ?? '';
      await unwrap(
        client.PUT('/api/v1/courses/{courseId}/lessons/{lessonId}/captions/{locale}', {
          params: { path: { ...at, lessonId, locale: 'en' }, header: ifMatch(draft) },
          body: { mediaId: captions.id, isDefault: true },
        }),
      );
      await publishCourse(instructor, admin, course.id);
      const refused = await client.DELETE('/api/v1/media/{id}', {
        params: { path: { id: mediaId } },
      });
      expect(refused.error).toMatchObject({ code: 'media.in_use', courseIds: [course.id] });
    });

    it('is watched by a learner who has bought it, and by nobody before', async () => {
      const { id: courseId } = course;
      expect(await grantStatus()).toBe(403);
      const { order, page: cardPage } = await orderByCard(learner, platform.gatewayUrl, [courseId]);
      ({ id: orderId } = order);
      lineId = order.lines[0]?.id ?? '';
      await payOnPage(cardPage);
      await enrollmentOf(learner, courseId);
      page = await (await browser.newContext()).newPage();
      const watch = new PageWatch(page);
      await page.goto(playerUrl());
      await page.getByLabel('E-mail').fill(learner.email);
      await page.getByLabel('Password').fill(PASSWORD);
      await page.keyboard.press('Enter');
      await page.getByText('Hopping').first().waitFor();
      const played = await page.evaluate<Played>(PLAY_TO_THE_END);
      expect(played).toMatchObject({ mode: 'showing', text: 'Hello from the journey' });
      expect([played.videoWidth, played.videoHeight]).toEqual([128, 72]);
      expect(played.currentTime).toBeGreaterThan(1.8);
      // Visitors are refused the lesson until they sign in.
      const { host } = new URL(platform.gatewayUrl);
      expect([...watch.hosts].filter((one) => one && one !== host)).toEqual([]);
    }, 60_000);

    it('is watched no more after a refund', async () => {
      await unwrap(
        admin.client.POST('/api/v1/orders/{id}/refunds', {
          params: { path: { id: orderId }, header: idempotencyKey() },
          body: { lineId, reason: 'It was not for me.' },
        }),
      );
      await eventually('the access has ended', async () => (await grantStatus()) === 403);
      await page.goto(playerUrl());
      await page.getByText('Enroll in the course').waitFor();
      expect(await page.locator('video').isVisible()).toBe(false);
    });

    const playerUrl = () => `${platform.gatewayUrl}/player?course=${course.id}&lesson=${lessonId}`;

    const grantStatus = async () => {
      const { response } = await learner.client.POST('/api/v1/media/{id}/playback-grants', {
        params: { path: { id: mediaId } },
        body: { lesson: { courseId: course.id, lessonId } },
      });
      return response.status;
    };
  });
}
