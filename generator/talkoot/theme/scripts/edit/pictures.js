// @ts-check
// Pictures, made ready in the browser: turned upright, scaled, drawn on a fresh canvas that keeps nothing of where and
// when they were taken. What a phone sends becomes JPEG.

const LONGEST = 2000; // pixels of the longer side; the site shows 1600
const ICON = 800;

/** @typedef {{name: string, blob: Blob, address: string, width: number, height: number}} Ready */

/** @param {Blob} blob @returns {Promise<string>} */
export function asAddress(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** @param {File} file @returns {Promise<ImageBitmap | HTMLImageElement>} */
async function decoded(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    // Safari reads HEIC in an image, and nowhere else.
    const image = new Image();
    image.src = await asAddress(file);
    await image.decode();
    return image;
  }
}

/** Whether any part of what is drawn can be seen through. @param {CanvasRenderingContext2D} drawn */
function isClear(drawn) {
  const { width, height } = drawn.canvas;
  const { data } = drawn.getImageData(0, 0, width, height);
  for (let at = 3; at < data.length; at += 4) if (data[at] < 250) return true;
  return false;
}

/** A plain file name that nothing in `taken` has. @param {string} name @param {string} ending @param {Set<string>} taken */
export function plainName(name, ending, taken) {
  const stem = name.replace(/\.[^.]*$/, "").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const plain = stem.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "picture";
  let free = `${plain}.${ending}`;
  for (let n = 2; taken.has(free); n += 1) free = `${plain}-${n}.${ending}`;
  return free;
}

/**
 * The picture of a file, ready to be sent. Rejects where the browser can't read it.
 * @param {File} file @param {Set<string>} taken Names that are in use, in small letters. @param {boolean} isLogo
 * @returns {Promise<Ready>}
 */
export async function ready(file, taken, isLogo = false) {
  const picture = await decoded(file);
  const [wide, high] = "naturalWidth" in picture ? [picture.naturalWidth, picture.naturalHeight] : [picture.width, picture.height];
  const scale = Math.min(1, (isLogo ? ICON : LONGEST) / Math.max(wide, high));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(wide * scale));
  canvas.height = Math.max(1, Math.round(high * scale));
  const drawn = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  drawn.imageSmoothingQuality = "high";
  drawn.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const keepsClear = /png|webp|gif|svg/.test(file.type) && isClear(drawn);
  const [type, ending] = keepsClear ? ["image/png", "png"] : ["image/jpeg", "jpg"];
  const blob = await new Promise((resolve, reject) => {
    canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("no picture"))), type, 0.86);
  });
  const name = plainName(file.name, ending, taken);
  return { name, blob, address: await asAddress(blob), width: canvas.width, height: canvas.height };
}
