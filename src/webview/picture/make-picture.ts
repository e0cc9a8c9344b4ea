import type { PictureKind } from '../../protocol/timeline';
import { CanvasRenderer } from '../render/canvas-renderer';
import { describePicture, type PictureInput, paintPicture } from './picture';
import { canvasFonts } from './picture-fonts';
import { SvgRenderer } from './svg-renderer';
import { whenFocused } from './when-focused';

/** Pixels of a PNG in a CSS pixel, so that it is sharp on a slide. */
const PNG_SCALE = 2;
/** Real milliseconds. The page is asked for while it is being brought to the front. */
const FOCUS_LIMIT_MS = 2_000;

/**
 * Makes a picture, or puts it on the clipboard; then there are no bytes.
 *
 * Throws an `Error` whose message is a full sentence if the browser cannot.
 */
export async function makePicture(kind: PictureKind, input: PictureInput): Promise<Uint8Array> {
  if (kind === 'svg') return new TextEncoder().encode(svg(input));
  const blob = await png(input);
  if (kind === 'png') return new Uint8Array(await blob.arrayBuffer());
  await copy(blob);
  return new Uint8Array(0);
}

function svg(input: PictureInput): string {
  const renderer = new SvgRenderer();
  paintPicture(input, renderer);
  return renderer.document(`Timeline of ${input.model.header.title}`, describePicture(input));
}

function png(input: PictureInput): Promise<Blob> {
  const canvas = document.createElement('canvas');
  paintPicture(input, new CanvasRenderer(canvas, canvasFonts(), () => PNG_SCALE));
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('The picture is too large. Zoom in, or save it as SVG.'));
    }, 'image/png');
  });
}

async function copy(blob: Blob): Promise<void> {
  try {
    await whenFocused(window, FOCUS_LIMIT_MS);
    await navigator.clipboard.write([new ClipboardItem({ [blob.type]: blob })]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The picture could not be copied (${reason}). Click into the timeline and try again, or save it as PNG.`,
    );
  }
}
