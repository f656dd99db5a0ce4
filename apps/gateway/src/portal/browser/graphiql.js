// GraphiQL; the build bundles it with React, and with CodeMirror in the place of Monaco.
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { GraphiQL } from 'graphiql';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';

const QUERY = `{
  courses(limit: 5) {
    items {
      title
      price
      rating
      instructor { name }
      category { name }
    }
    pagination { totalItems }
  }
}`;

/** Sends an operation as whoever is signed in in this tab. */
const fetcher = async (operation, { headers = {} } = {}) => {
  const kept = JSON.parse(sessionStorage.getItem('portal-session') ?? 'null');
  const token = kept && kept.expiresAt > Date.now() ? kept.accessToken : undefined;
  const response = await fetch('/course/graphql', {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(token ? { authorization: 'Bearer ' + token } : {}),
      ...headers,
    },
    body: JSON.stringify(operation),
  });
  return response.json();
};

createRoot(document.getElementById('graphiql')).render(
  createElement(GraphiQL, {
    fetcher,
    initialQuery: QUERY,
    defaultQuery: QUERY,
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
  }),
);
