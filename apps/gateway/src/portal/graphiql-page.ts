import { portalAsset } from './assets';
import { bundle } from './bundles';
import { html } from './html';
import { page } from './layout';

const { styles, script } = bundle('graphiql');
const style = portalAsset('graphiql.css');

/** GraphiQL for the course catalog. */
export function graphiqlPage(): string {
  return page({
    title: 'GraphQL',
    section: 'graphql',
    shape: 'wide',
    modules: [script],
    head: html`${[...styles, style].map((url) => html`<link rel="stylesheet" href="${url}" />`)}`,
    body: html`<h1 class="hidden">GraphiQL for the course catalog</h1>
      <div id="graphiql"><p class="waiting">Loading the editor…</p></div>`,
  });
}
