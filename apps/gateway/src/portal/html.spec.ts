import { escape, html, prose, raw } from './html';

/** Under a name that Prettier does not know, which would format the markup. */
const markup = html;

describe('html', () => {
  it('escapes text inside and outside of attributes, and keeps markup', () => {
    const text = `<b class="x">&'`;
    const inner = markup`<i>${1}</i>`;
    expect(markup`<p title="${text}">${text}${inner}${raw('<u></u>')}</p>`.toString()).toBe(
      `<p title="${escape(text)}">${escape(text)}<i>1</i><u></u></p>`,
    );
    expect(escape(text)).toBe('&#60;b class=&#34;x&#34;&#62;&#38;&#39;');
  });

  it('joins lists and omits undefined values', () => {
    const list = ['a', markup`<b>`, undefined, false as const];
    expect(markup`<ul>${list}</ul>${undefined}${false}`.toString()).toBe('<ul>a<b></ul>');
  });

  it('removes the indentation of the source, and keeps that of values', () => {
    const text = markup`<div>
      <pre>${'a\n    b'}</pre>
    </div>`;
    expect(text.toString()).toBe('<div>\n<pre>a\n    b</pre>\n</div>');
  });
});

describe('prose', () => {
  it('shows names in backticks as code', () => {
    expect(prose('Until `dueAt` < now').toString()).toBe('Until <code>dueAt</code> &#60; now');
  });
});
