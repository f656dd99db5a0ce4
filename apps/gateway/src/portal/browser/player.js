// Plays what a lesson contains: the stream with hls.js, or the file itself where there is none.
import Hls from 'hls.js/light';
import { unwrap } from '../../../../../libs/client/src/index.ts';
import { attempt, client, startPage } from './signed-in.js';

/** Another grant is taken this long before one expires. */
const AHEAD_MS = 60_000;
const PLAYABLE = ['video', 'audio'];

const state = document.getElementById('state');
const player = document.getElementById('player');
const lessons = document.getElementById('lessons');
const hidePlayer = () => {
  player.hidden = true;
};

async function show(current) {
  const parameters = new URLSearchParams(location.search);
  const [courseId, lessonId] = [parameters.get('course'), parameters.get('lesson')];
  // Previews need no account.
  if (courseId && lessonId) return play({ courseId, lessonId });
  if (current) await list();
}

/** What the courses of the learner have to play. */
async function list() {
  const { items } = await unwrap(client.GET('/api/v1/enrollments'));
  const found = await Promise.all(items.map(({ courseId }) => playableIn(courseId)));
  lessons.replaceChildren(...found.flat());
  lessons.hidden = false;
  state.textContent = found.flat().length > 0 ? '' : 'Your courses have nothing to play.';
}

async function playableIn(courseId) {
  const params = { path: { id: courseId } };
  const { sections } = await unwrap(client.GET('/api/v1/courses/{id}/curriculum', { params }));
  return sections
    .flatMap((section) => section.lessons)
    .filter(({ kind }) => PLAYABLE.includes(kind))
    .map((lesson) => rowOf(courseId, lesson));
}

function rowOf(courseId, { id, title, durationSeconds }) {
  const row = document.getElementById('lesson').content.cloneNode(true);
  const link = row.querySelector('a');
  link.textContent = title;
  link.href = `/player?course=${courseId}&lesson=${id}`;
  row.querySelector('p').textContent = `${durationSeconds} s`;
  return row;
}

async function play(lesson) {
  const { courseId, lessonId } = lesson;
  const params = { path: { courseId, lessonId } };
  const path = '/api/v1/courses/{courseId}/lessons/{lessonId}';
  const { title, kind, mediaId } = await unwrap(client.GET(path, { params }));
  if (!PLAYABLE.includes(kind)) throw new Error('This lesson has nothing to play.');
  const grants = new Grants(mediaId, lesson);
  const { url, streamUrl, captions } = await grants.next();
  player.replaceChildren(...captions.map(trackOf));
  player.setAttribute('aria-label', title);
  player.hidden = false;
  state.textContent = title;
  if (streamUrl && Hls.isSupported()) stream(streamUrl, grants);
  else
    player.src = streamUrl && player.canPlayType('application/vnd.apple.mpegurl') ? streamUrl : url;
}

/** The grant of the moment. */
class Grants {
  token = '';

  constructor(mediaId, lesson) {
    this.mediaId = mediaId;
    this.lesson = lesson;
  }

  async next() {
    const params = { path: { id: this.mediaId } };
    const body = { lesson: this.lesson };
    const grant = await unwrap(client.POST('/api/v1/media/{id}/playback-grants', { params, body }));
    this.token = new URL(grant.url).searchParams.get('grant');
    const expiresInMs = Date.parse(grant.expiresAt) - Date.now();
    setTimeout(
      attempt(() => this.next(), hidePlayer),
      Math.max(expiresInMs - AHEAD_MS, expiresInMs / 2),
    );
    return grant;
  }

  /** An address of the stream with the grant of the moment. */
  sign(address) {
    const url = new URL(address);
    url.searchParams.set('grant', this.token);
    return url.href;
  }
}

function stream(streamUrl, grants) {
  const hls = new Hls({
    enableWorker: false,
    xhrSetup: (request, address) => request.open('GET', grants.sign(address), true),
  });
  hls.on(Hls.Events.ERROR, (_event, { fatal, details }) => {
    if (fatal) state.textContent = `The stream cannot be played: ${details}`;
  });
  hls.loadSource(streamUrl);
  hls.attachMedia(player);
}

function trackOf({ locale, label, url, isDefault }) {
  const track = document.createElement('track');
  Object.assign(track, { kind: 'captions', srclang: locale, label, src: url, default: isDefault });
  return track;
}

startPage(show, hidePlayer);
