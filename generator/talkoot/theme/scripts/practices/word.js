// @ts-check
// Lines → a Word document (Office Open XML, ISO/IEC 29500), made in the browser so that nothing is sent anywhere.

/** @typedef {import("./papers.js").Line} Line */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** A sheet of A4 with margins of 25 millimetres, in twentieths of a point. */
const SHEET = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';

/** @param {Line[]} lines @param {string} language @param {string} title @returns {Blob} */
export function wordFile(lines, language, title) {
  const parts = {
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    "docProps/core.xml": `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:language>${escaped(language)}</dc:language></cp:coreProperties>`,
    "word/_rels/document.xml.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    "word/styles.xml": styles(language),
    "word/document.xml": `${HEAD}<w:document xmlns:w="${WORD}"><w:body>${lines.map(paragraph).join("")}${SHEET}</w:body></w:document>`,
  };
  return new Blob([zip(parts)], { type: `${TYPE}.document` });
}

/** @param {string} language */
function styles(language) {
  const heads = [2, 3].map((level) => `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${level === 2 ? 32 : 26}"/></w:rPr></w:style>`);
  return `${HEAD}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="${escaped(language)}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${heads.join("")}</w:styles>`;
}

/** @param {Line} line */
function paragraph({ level, term, text }) {
  const style = level ? `<w:pPr><w:pStyle w:val="Heading${level}"/></w:pPr>` : "";
  const bold = term ? `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${escaped(term)}: </w:t></w:r>` : "";
  const runs = text.split("\n").map((part) => `<w:t xml:space="preserve">${escaped(part)}</w:t>`).join("<w:br/>");
  return `<w:p>${style}${bold}<w:r>${runs}</w:r></w:p>`;
}

/** XML's own signs, and the control characters that no XML file may hold. @param {string} text */
function escaped(text) {
  const signs = /** @type {Record<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" });
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "").replace(/[&<>"]/g, (sign) => signs[sign]);
}

/** A zip archive whose files are stored as they are (PKWARE APPNOTE 4.3). @param {Record<string, string>} parts */
function zip(parts) {
  const encoder = new TextEncoder();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const bodies = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const entries = [];
  let offset = 0;
  for (const [path, text] of Object.entries(parts)) {
    const name = encoder.encode(path);
    const content = encoder.encode(text);
    const about = [[20, 2], [0x0800, 2], [0, 2], [0, 2], [0x21, 2], [checksum(content), 4],
      [content.length, 4], [content.length, 4], [name.length, 2], [0, 2]];
    const local = bytes([[0x04034b50, 4], ...about]);
    entries.push(bytes([[0x02014b50, 4], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), name);
    bodies.push(local, name, content);
    offset += local.length + name.length + content.length;
  }
  const size = entries.reduce((sum, part) => sum + part.length, 0);
  const count = Object.keys(parts).length;
  const end = bytes([[0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2]]);
  return new Blob([...bodies, ...entries, end]);
}

/** Numbers of so many bytes each, the lowest first. @param {number[][]} numbers */
function bytes(numbers) {
  return new Uint8Array(numbers.flatMap(([value, size]) => {
    return Array.from({ length: size }, (_, n) => Math.floor(value / 256 ** n) & 255);
  }));
}

/** CRC-32 (ISO 3309). @param {Uint8Array} content */
function checksum(content) {
  let sum = 0xffffffff;
  for (const byte of content) {
    sum ^= byte;
    for (let n = 0; n < 8; n++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
