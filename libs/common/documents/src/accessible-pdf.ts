const UA_NAMESPACE = 'http://www.aiim.org/pdfua/ns/id/';

/** Says in the metadata of a PDF/A which schema the identifier of PDF/UA is of, as PDF/A wants of all but its own. */
const UA_SCHEMA = `<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>${UA_NAMESPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>`;

/** The last two objects of a file, metadata and catalog, with what follows them. */
const TAIL =
  /^(\d+) 0 obj\n<<[^>]*?\/Type \/Metadata[^>]*?>>\nstream\n([\s\S]*?)\nendstream\nendobj\n+(\d+) 0 obj\n(<<[\s\S]*?\/Type \/Catalog[\s\S]*?)\nendobj\n+xref\n([\s\S]*?)trailer\n([\s\S]*?)startxref\n\d+\n%%EOF\s*$/;

/**
 * Declares a PDF/A-2a to be a PDF/UA-1 as well, which the compiler cannot do: it exports one standard at a time, and what
 * both want of tags, fonts and languages is the same. Adds the identifier of PDF/UA to the metadata, and has viewers show
 * the title.
 * @throws Error when the file does not end as the compiler writes it
 */
export function accessiblePdf(pdf: Uint8Array): Buffer {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  // Every byte is one character, so that positions are those of the file.
  const file = bytes.toString('latin1');
  const mark = file.lastIndexOf('/Type /Metadata');
  const from = file.lastIndexOf('\n', file.lastIndexOf(' 0 obj', mark)) + 1;
  const tail = TAIL.exec(file.slice(from));
  if (!tail) throw new Error('The PDF does not end with its metadata and its catalog');
  const [, metadataId = '', xmp = '', catalogId = '', catalog = '', xref = '', trailer = ''] = tail;
  const head = file.slice(0, from);
  const content = withIdentifier(xmp);
  const metadata = `${metadataId} 0 obj\n<<\n  /Type /Metadata\n  /Subtype /XML\n  /Length ${String(content.length)}\n>>\nstream\n${content}\nendstream\nendobj\n\n`;
  const catalogAt = head.length + metadata.length;
  const object = `${catalogId} 0 obj\n${replaced(catalog, '/ViewerPreferences <<', '/ViewerPreferences <<\n    /DisplayDocTitle true')}\nendobj\n\n`;
  const table = movedTo(xref, Number(catalogId), catalogAt);
  const xrefAt = catalogAt + object.length;
  const end = `xref\n${table}trailer\n${trailer}startxref\n${String(xrefAt)}\n%%EOF`;
  return Buffer.from(head + metadata + object + end, 'latin1');
}

function withIdentifier(xmp: string): string {
  const declared = replaced(
    xmp,
    '<rdf:Description rdf:about=""',
    `<rdf:Description rdf:about="" xmlns:pdfuaid="${UA_NAMESPACE}"`,
  );
  const described = replaced(
    declared,
    '<pdfaExtension:schemas><rdf:Bag>',
    `<pdfaExtension:schemas><rdf:Bag>${UA_SCHEMA}`,
  );
  return replaced(described, '<pdfaid:part>', '<pdfuaid:part>1</pdfuaid:part><pdfaid:part>');
}

/** The table of positions with another one for an object: each line has twenty bytes, after one with their number. */
function movedTo(xref: string, id: number, position: number): string {
  const first = xref.indexOf('\n') + 1;
  const at = first + id * 20;
  return `${xref.slice(0, at)}${String(position).padStart(10, '0')}${xref.slice(at + 10)}`;
}

function replaced(text: string, part: string, by: string): string {
  if (!text.includes(part)) throw new Error(`The PDF has no "${part}"`);
  return text.replace(part, () => by);
}
