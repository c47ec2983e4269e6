/** As the API takes it: a whole picture of at most 10,000 characters. */
const longest = 10_000;
/** Twice what the pages show, for fine screens; smaller until it fits. */
const heights = [96, 64, 48, 32];

async function drawn(image: ImageBitmap, height: number): Promise<string> {
  const canvas = document.createElement('canvas');
  const scale = Math.min(1, height / image.height);
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const webp = canvas.toDataURL('image/webp', 0.85);
  return webp.startsWith('data:image/webp') ? webp : canvas.toDataURL('image/png');
}

/** A picture from a file, made small enough to stand in the settings. Throws an Error in words. */
export async function readPicture(file: Blob): Promise<string> {
  const image = await createImageBitmap(file).catch(() => {
    throw new Error('This is no picture that the browser can read.');
  });
  for (const height of heights) {
    const picture = await drawn(image, height);
    if (picture.length <= longest) return picture;
  }
  throw new Error('The picture holds too much detail. Take a simpler or a smaller one.');
}
