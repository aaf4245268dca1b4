import { BrowserQRCodeReader } from "@zxing/browser";

/** Larger pictures are made smaller before they are read: a photo of a phone has ten times what a code needs. */
const longestSide = 1_600;

/** Reads QR codes; a module of its own, for its library is larger than the page. */
export class QrReader {
  private readonly reader = new BrowserQRCodeReader();

  /** Watches through the camera at the back; answers how to stop. */
  async watch(video: HTMLVideoElement, onText: (text: string) => void): Promise<() => void> {
    const controls = await this.reader.decodeFromConstraints(
      { audio: false, video: { facingMode: { ideal: "environment" } } },
      video,
      // An image without a code is no failure: the next one comes.
      (result) => {
        if (result) onText(result.getText());
      },
    );
    return () => controls.stop();
  }

  /** The text of the code in a picture; null when there is none to be read. */
  async read(file: Blob): Promise<string | null> {
    try {
      const picture = await createImageBitmap(file);
      const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      return this.reader.decodeFromCanvas(canvas).getText();
    } catch {
      // No picture, or no code in it: both are told the same.
      return null;
    }
  }
}
