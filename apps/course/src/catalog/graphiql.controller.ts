import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@course-plateform/common/auth';
import { RouteNotFound } from '@course-plateform/common/edge';
import { Unversioned } from '@course-plateform/common/http';

interface Asset {
  readonly package: string;
  readonly file: string;
  readonly type: string;
}

/** The page's scripts and styles, served from the installed packages: nothing is loaded from elsewhere. */
const ASSETS: readonly Asset[] = [
  { package: 'graphiql', file: 'graphiql.min.css', type: 'text/css' },
  { package: 'react', file: 'umd/react.production.min.js', type: 'text/javascript' },
  { package: 'react-dom', file: 'umd/react-dom.production.min.js', type: 'text/javascript' },
  { package: 'graphiql', file: 'graphiql.min.js', type: 'text/javascript' },
];

/** By the name in their address, which changes with their version: browsers need never ask again. */
const ASSETS_BY_NAME = new Map(ASSETS.map((asset) => [nameOf(asset), asset]));

const addresses = [...ASSETS_BY_NAME.keys()].map((name) => `/course/graphiql/${name}`);
const [style = ''] = addresses;
const scripts = addresses.slice(1).map((address) => `<script src="${address}"></script>`);

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Course catalog – GraphiQL</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${style}" />
    <style>
      body { margin: 0 }
      #graphiql { height: 100vh }
      /* On a phone the answer stands below the question. */
      @media (max-width: 40rem) {
        .graphiql-session { flex-direction: column }
        .graphiql-session > .graphiql-horizontal-drag-bar { display: none }
        .graphiql-session-header .graphiql-logo { display: none }
      }
    </style>
  </head>
  <body>
    <div id="graphiql">Loading…</div>
    ${scripts.join('\n    ')}
    <script>
      const fetcher = GraphiQL.createFetcher({ url: '/course/graphql' });
      const query = '{\\n  courses(limit: 5) {\\n    items { title price rating instructor { name } category { name } }\\n    pagination { totalItems }\\n  }\\n}';
      ReactDOM.createRoot(document.getElementById('graphiql')).render(
        React.createElement(GraphiQL, { fetcher, defaultQuery: query, isHeadersEditorEnabled: true }),
      );
    </script>
  </body>
</html>
`;

/** An editor for GraphQL queries in the browser. */
@ApiExcludeController()
@Unversioned()
@Controller('course/graphiql')
export class GraphiqlController {
  @Get()
  @Public()
  @Header('Content-Type', 'text/html; charset=utf-8')
  getPage(): string {
    return PAGE;
  }

  @Get(':asset')
  @Public()
  @Header('Cache-Control', 'public, max-age=31536000, immutable')
  async getAsset(@Param('asset') name: string): Promise<StreamableFile> {
    const asset = ASSETS_BY_NAME.get(name);
    if (!asset) throw new RouteNotFound();
    return new StreamableFile(await readFile(fileOf(asset)), { type: asset.type });
  }
}

/** `graphiql-3.8.3.css` */
function nameOf(asset: Asset): string {
  const { version } = createRequire(__filename)(`${asset.package}/package.json`) as {
    version: string;
  };
  return `${asset.package}-${version}${path.extname(asset.file)}`;
}

/** By folder: the packages do not export these files, which are made for browsers. */
function fileOf(asset: Asset): string {
  const description = require.resolve(`${asset.package}/package.json`);
  return path.join(path.dirname(description), asset.file);
}
