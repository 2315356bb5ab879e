// @ts-check
// Lines → a Word document (Office Open XML, ISO/IEC 29500), made in the browser so that nothing is sent anywhere.

import { downloadZip } from "./vendor/client-zip.js";

/** @typedef {import("./papers.js").Line} Line */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** How large headings are, in halves of a point. @type {Record<number, number>} */
const SIZES = { 2: 32, 3: 26, 4: 23 };

/** A sheet of A4 with margins of 25 millimetres, in twentieths of a point. */
const SHEET = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';

/** @param {Line[]} lines @param {string} language @param {string} title @returns {Promise<Blob>} */
export async function wordFile(lines, language, title) {
  const parts = {
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    "docProps/core.xml": `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:language>${escaped(language)}</dc:language></cp:coreProperties>`,
    "word/_rels/document.xml.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    "word/styles.xml": styles(language),
    "word/document.xml": `${HEAD}<w:document xmlns:w="${WORD}"><w:body>${lines.map(paragraph).join("")}${SHEET}</w:body></w:document>`,
  };
  const files = Object.entries(parts).map(([name, input]) => ({ name, input, lastModified: new Date() }));
  return new Blob([await downloadZip(files).blob()], { type: `${TYPE}.document` });
}

/** @param {string} language */
function styles(language) {
  const heads = [2, 3, 4].map((level) => `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${SIZES[level]}"/></w:rPr></w:style>`);
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
