// The part of Monaco's interface that GraphiQL uses, done by CodeMirror: a fifth of the weight, and it works on phones.
import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import {
  HighlightStyle,
  bracketMatching,
  foldGutter,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { graphql } from 'cm6-graphql';
import { followSchema } from './schema.js';

/** The keys of GraphiQL's actions, by their names. */
const KEYS = {
  'graphql-run': 'Mod-Enter',
  'graphql-prettify': 'Shift-Ctrl-p',
  'graphql-merge': 'Shift-Ctrl-m',
  'graphql-copy': 'Shift-Ctrl-c',
};

/** What a reader of the screen is told that an editor is for, by the end of its address. */
const LABELS = {
  'operation.graphql': 'Operation',
  'variables.json': 'Variables as JSON',
  'request-headers.json': 'Headers as JSON',
  'response.json': 'Response',
};

const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.definitionKeyword], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.special(tags.name)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: [tags.propertyName, tags.attributeName], color: 'var(--code-name)' },
  { tag: [tags.typeName, tags.variableName], color: 'var(--code-type)' },
  { tag: tags.comment, color: 'var(--code-comment)' },
]);

/** A text that editors show, as Monaco has it: positions count lines and columns from one. */
class TextModel {
  listeners = new Set();

  constructor(value, language, uri) {
    this.uri = uri;
    this.language = language;
    this.state = EditorState.create({ doc: value ?? '' });
  }

  get doc() {
    return (this.view?.state ?? this.state).doc;
  }

  getValue() {
    return this.doc.toString();
  }

  setValue(insert) {
    const change = { changes: { from: 0, to: this.doc.length, insert } };
    if (this.view) return this.view.dispatch(change);
    this.state = this.state.update(change).state;
    this.changed();
  }

  changed() {
    for (const listener of this.listeners) listener();
  }

  onDidChangeContent(listener) {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  getLanguageId() {
    return this.language;
  }

  getPositionAt(offset) {
    const line = this.doc.lineAt(Math.min(offset, this.doc.length));
    return { lineNumber: line.number, column: offset - line.from + 1 };
  }

  getOffsetAt({ lineNumber, column }) {
    return this.doc.line(Math.min(lineNumber, this.doc.lines)).from + column - 1;
  }

  dispose() {
    this.listeners.clear();
    models.delete(this.uri.toString());
  }
}

/** A view of a text. */
class CodeEditor {
  keys = new Compartment();
  actions = [];

  constructor(parent, { model, readOnly = false, wordWrap, lineNumbers: numbers }) {
    this.model = model;
    const name = model.uri.path.replace(/^.*?([a-z-]+\.\w+)$/, '$1');
    model.view = this.view = new EditorView({
      parent,
      doc: model.getValue(),
      extensions: [
        this.keys.of([]),
        keymap.of([
          ...completionKeymap,
          ...closeBracketsKeymap,
          ...lintKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.contentAttributes.of({ 'aria-label': LABELS[name] ?? name, tabindex: '0' }),
        EditorView.updateListener.of(({ docChanged }) => docChanged && model.changed()),
        syntaxHighlighting(highlighting),
        model.language === 'graphql' ? graphql() : json(),
        readOnly ? [EditorState.readOnly.of(true), EditorView.editable.of(false)] : writing,
        numbers === 'off' ? [] : [lineNumbers(), foldGutter()],
        wordWrap === 'on' ? EditorView.lineWrapping : [],
      ],
    });
    this.leaveSchema = model.language === 'graphql' ? followSchema(this.view) : () => undefined;
  }

  getModel() {
    return this.model;
  }

  getValue() {
    return this.model.getValue();
  }

  setValue(value) {
    this.model.setValue(value);
  }

  getPosition() {
    return this.model.getPositionAt(this.view.state.selection.main.head);
  }

  setPosition(position) {
    this.view.dispatch({ selection: { anchor: this.model.getOffsetAt(position) } });
  }

  getSelection() {
    return { getPosition: () => this.getPosition() };
  }

  addAction({ id, run }) {
    const action = { key: KEYS[id], run: () => (run(this), true), preventDefault: true };
    this.actions.push(action);
    this.view.dispatch({ effects: this.keys.reconfigure(keymap.of(this.actions)) });
    return { dispose: () => this.actions.splice(this.actions.indexOf(action), 1) };
  }

  /** Marks of fields that GraphiQL has filled in; the fields themselves say enough. */
  createDecorationsCollection() {
    return { set() {}, clear() {} };
  }

  dispose() {
    this.leaveSchema();
    this.model.state = EditorState.create({ doc: this.model.getValue() });
    this.model.view = undefined;
    this.view.destroy();
  }
}

/** Tab leaves the editor, as everywhere on a page. */
const writing = [history(), indentOnInput(), bracketMatching(), closeBrackets()];

const models = new Map();
const nothing = { dispose() {} };

export const editor = {
  create: (parent, options) => new CodeEditor(parent, options),
  createModel(value, language, uri) {
    const model = new TextModel(value, language, uri);
    models.set(uri.toString(), model);
    return model;
  },
  getModel: (uri) => models.get(uri.toString()) ?? null,
  // The colors are those of the portal, in its style sheet.
  defineTheme() {},
  setTheme() {},
};

export const languages = {
  json: { jsonDefaults: { setDiagnosticsOptions() {} } },
  registerHoverProvider: () => nothing,
  registerDefinitionProvider: () => nothing,
  registerReferenceProvider: () => nothing,
};

/** GraphiQL adds them up to bindings; here actions are bound by their names. */
export const KeyMod = { CtrlCmd: 0, Shift: 0, Alt: 0, WinCtrl: 0 };
