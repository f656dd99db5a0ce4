// What GraphiQL tells its editor about the schema, in the place of the language service of Monaco.
import { forceLinting } from '@codemirror/lint';
import { updateSchema } from 'cm6-graphql';

let schema;
const views = new Set();

/** Gives an editor of GraphQL the schema, now and whenever there is another one. */
export const followSchema = (view) => {
  views.add(view);
  if (schema) updateSchema(view, schema);
  return () => views.delete(view);
};

/** GraphiQL's way to the language: only the schema matters, the rest is about workers that there are not. */
export const initializeMode = () => ({
  setSchemaConfig([config]) {
    schema = config?.schema;
    for (const view of views) {
      updateSchema(view, schema);
      // What was typed before is checked against it.
      forceLinting(view);
    }
  },
  setDiagnosticSettings() {},
  setExternalFragmentDefinitions() {},
});
