// Runs in a thread of its own, because the compiler is synchronous. No other file of ours is imported: in tests Node
// runs this one as it is, and it knows no import without an extension.
import { parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** What the thread is asked for. */
export interface RenderJob {
  /** Typst markup. */
  readonly source: string;
  /** Strings that the markup reads as `sys.inputs`. */
  readonly inputs: Readonly<Record<string, string>>;
  /** What is printed instead of a text that no font has. */
  readonly unprintable: string;
}

/** What it returns. */
export type RenderResult = { readonly pdf: Uint8Array } | { readonly error: string };

const STANDARD = 'a-2a';
/** Each round takes out all texts that the one before has found. */
const ROUNDS = 3;
/** What was memoized for this many renderings and not used is forgotten. */
const CACHE_AGE = 10;
/** The export names the text in a message that is quoted, inside of a diagnostic that is quoted, both as in Rust. */
const NOT_DISPLAYED = /the text `\\"(.*?)\\"` could not be displayed/g;

const { fontPaths } = workerData as { readonly fontPaths: string[] };
const compiler = NodeCompiler.create({ workspace: '/', fontArgs: [{ fontPaths }] });

parentPort?.on('message', (job: RenderJob) => parentPort?.postMessage(resultOf(job)));

function resultOf(job: RenderJob): RenderResult {
  try {
    return { pdf: render(job) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  } finally {
    compiler.evictCache(CACHE_AGE);
  }
}

/** Standards forbid a text that no font has, so it is replaced when the compiler names it. */
function render({ source, inputs, unprintable }: RenderJob): Uint8Array {
  let data = inputs;
  for (let round = 1; ; round += 1) {
    try {
      return exported(source, data);
    } catch (error) {
      const missing = missingTexts(error instanceof Error ? error.message : '');
      if (missing.length === 0 || round === ROUNDS) throw error;
      data = without(data, missing, unprintable);
    }
  }
}

function exported(source: string, inputs: Readonly<Record<string, string>>): Uint8Array {
  const compiled = compiler.compile({ mainFileContent: source, inputs });
  const { result } = compiled;
  if (!result) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics));
  return compiler.pdf(result, { pdfStandard: STANDARD });
}

function missingTexts(message: string): string[] {
  const quoted = Array.from(message.matchAll(NOT_DISPLAYED), ([, text = '']) => text);
  return quoted.map((text) => unquoted(unquoted(text))).toSorted((a, b) => b.length - a.length);
}

function unquoted(text: string): string {
  return text.replace(/\\u\{([0-9a-f]+)\}|\\(.)/g, (_all, code?: string, char?: string) =>
    code === undefined ? (char ?? '') : String.fromCodePoint(parseInt(code, 16)),
  );
}

function without(
  inputs: Readonly<Record<string, string>>,
  texts: readonly string[],
  unprintable: string,
): Record<string, string> {
  const replaced = (value: string): string =>
    texts.reduce((text, missing) => text.replaceAll(missing, unprintable), value);
  return Object.fromEntries(Object.entries(inputs).map(([name, text]) => [name, replaced(text)]));
}
