import { portalAsset } from './assets';
import { bundle } from './bundles';
import type { Development } from './development';
import { html } from './html';
import { page } from './layout';
import { signInForm } from './sign-in-form';

const { script } = bundle('player');
const access = portalAsset('session.js');

/** Where a learner plays a video or a recording of a course, with the typed client and hls.js. */
export function playerPage(development?: Development): string {
  return page({
    title: 'Player',
    scripts: [access],
    modules: [script],
    body: html`<h1>Player</h1>
      <p class="lead">
        Play what a lesson contains: a playback grant by the typed client, the stream in the quality
        that the connection allows, captions, and another grant before the first one expires.
      </p>
      ${signInForm(development)}
      <p><output id="state"></output></p>
      <video id="player" controls playsinline preload="metadata" hidden></video>
      <ul class="cards" id="lessons" hidden></ul>
      <template id="lesson"
        ><li class="card">
          <h2><a></a></h2>
          <p></p></li
      ></template>`,
  });
}
