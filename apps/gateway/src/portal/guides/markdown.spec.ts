import { renderMarkdown } from './markdown';

describe('renderMarkdown', () => {
  const known = (link: string) =>
    link === 'other.md' ? { address: '/guides/other', title: 'Another page' } : undefined;

  it('removes the title, and gives headings the anchors that GitHub gives them', () => {
    const page = renderMarkdown(
      '<!-- Generated. -->\n\n# The *title*\n\nFirst.\n\n## A `code`, twice\n\n## A code, twice\n\n### Deeper\n',
      known,
    );
    expect(page.title).toBe('The *title*');
    expect(page.summary).toBe('First.');
    expect(page.headings).toEqual([
      { id: 'a-code-twice', text: 'A code, twice' },
      { id: 'a-code-twice-1', text: 'A code, twice' },
    ]);
    expect(page.body).toContain('<h3 id="deeper">');
  });

  it('links known pages by their titles, and turns other links into text', () => {
    const { body } = renderMarkdown(
      '# T\n\n[other.md](other.md), [in words](other.md), [gone](gone.md), [`a` b](gone.md)\n',
      known,
    );
    expect(body).toBe(
      '<p><a href="/guides/other">Another page</a>, <a href="/guides/other">in words</a>, <span>gone</span>, <span><code>a</code> b</span></p>\n',
    );
  });

  it('shows markup and code as text', () => {
    const { body } = renderMarkdown(
      '# T\n\n<script>alert(1)</script> [x](javascript:alert(1))\n\n```html\n<b>\n```\n',
      (link) => ({ address: link }),
    );
    expect(body).not.toContain('<script>');
    expect(body).not.toContain('<a href="javascript');
    expect(body).toContain('<code>&#60;b&#62;');
  });
});
