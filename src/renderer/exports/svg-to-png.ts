import type { Translate } from '../../ranking/sentences/translate.ts';

/** Pixels of the picture for each of the plot. */
const scale = 2;

/** Draws a standalone SVG as PNG, at twice its size. Rejects where the page may not load pictures from itself; where the picture is empty, says so. */
export async function svgToPng(svg: string, page: Document, say: Translate): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = page.createElement('canvas');
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await pngOf(canvas, say);
  } finally {
    URL.revokeObjectURL(address);
  }
}

function pngOf(canvas: HTMLCanvasElement, say: Translate): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error(say('the picture is empty'))) : resolve(blob)),
      'image/png',
    );
  });
}
