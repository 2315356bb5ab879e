// How address cards and calendars write text and name things.
import { createHash } from "node:crypto";

export const plain = (text) => text.replace(/[\\;,]/g, "\\$&");
export const folded = (line) => line.replace(/.{68}/gu, "$&\r\n ");
export const named = (address) => {
  const hash = createHash("sha1").update(address).digest("hex");
  return [hash.slice(0, 8), hash.slice(8, 12), `5${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20, 32)].join("-");
};
