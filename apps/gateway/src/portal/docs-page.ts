import { SERVICES } from '@course-plateform/types/platform';
import { portalAsset, swaggerAsset } from './assets';
import { page } from './html';

const addresses = {
  style: swaggerAsset('swagger-ui.css'),
  scripts: [
    swaggerAsset('swagger-ui-bundle.js'),
    swaggerAsset('swagger-ui-standalone-preset.js'),
    portalAsset('docs.js'),
  ],
} as const;

/** Swagger UI over the ten documents, with a way to sign in. */
export function docsPage(): string {
  return page(
    'Try the interface – Course Plateform',
    `<form id="sign-in" aria-label="Sign in">
       <a href="/">Portal</a>
       <label>E-mail <input name="email" type="email" autocomplete="username" required /></label>
       <label>Password <input name="password" type="password" autocomplete="current-password" required /></label>
       <button>Sign in</button>
       <output id="state">Not signed in</output>
       <button id="sign-out" type="button" hidden>Sign out</button>
       <a href="/api/v1/auth/oauth/google">Sign in with Google</a>
     </form>
     <div id="swagger" data-services="${SERVICES.map(({ name }) => name).join(' ')}"></div>
     ${addresses.scripts.map((address) => `<script src="${address}"></script>`).join('\n     ')}`,
    `<link rel="stylesheet" href="${addresses.style}" />`,
  );
}
