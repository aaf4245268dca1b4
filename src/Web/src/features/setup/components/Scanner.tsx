import { Camera as CameraIcon, ImageUp } from "lucide-react";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert, Button, buttonLike, Spinner } from "@/components/ui";
import { cn } from "@/lib/cn";

/** The reader of QR codes, loaded when somebody wants to scan. */
const reader = async () => new (await import("./qrReader")).QrReader();

type Camera = "off" | "starting" | "on" | "refused" | "missing" | "failed";

/** Reads the QR code of a label by the camera, or from a picture of it. */
export function Scanner({ onText }: { onText: (text: string) => void }) {
  const { t } = useTranslation("setup");
  const video = useRef<HTMLVideoElement>(null);
  const [camera, setCamera] = useState<Camera>("off");
  const [unreadable, setUnreadable] = useState(false);
  const found = useEffectEvent(onText);
  const wanted = camera === "starting" || camera === "on";

  useEffect(() => {
    if (!wanted) return;
    const watching = new AbortController();
    void watch(video, watching.signal, (text) => found(text)).then((next) => {
      if (!watching.signal.aborted) setCamera(next);
    });
    return () => watching.abort();
  }, [wanted]);

  async function readPicture(file: File | undefined) {
    if (file === undefined) return;
    const text = await reader().then((qr) => qr.read(file));
    setUnreadable(text === null);
    if (text !== null) onText(text);
  }

  return (
    <div className="grid gap-3">
      {wanted && (
        <div className="relative overflow-hidden rounded-card border border-line bg-black">
          <video
            ref={video}
            muted
            playsInline
            aria-label={t("scan.view")}
            className="aspect-square w-full object-cover"
          />
          {camera === "starting" && (
            <p className="absolute inset-0 grid place-items-center text-sm text-white">
              <span className="flex items-center gap-2">
                <Spinner />
                {t("scan.starting")}
              </span>
            </p>
          )}
        </div>
      )}
      {(camera === "refused" || camera === "missing" || camera === "failed") && (
        <Alert tone="warn" title={t(`scan.${camera}.title`)}>
          {t(`scan.${camera}.text`)}
        </Alert>
      )}
      {unreadable && <Alert tone="warn">{t("scan.unreadable")}</Alert>}
      <div className="flex flex-wrap gap-2">
        {wanted ? (
          <Button variant="secondary" onClick={() => setCamera("off")}>
            {t("scan.stop")}
          </Button>
        ) : (
          <Button icon={<CameraIcon aria-hidden />} onClick={() => setCamera("starting")}>
            {t("scan.start")}
          </Button>
        )}
        <label
          className={cn(
            buttonLike({ variant: "secondary" }),
            "has-focus-visible:outline-2 has-focus-visible:outline-accent",
          )}
        >
          <ImageUp aria-hidden />
          {t("scan.picture")}
          <input
            type="file"
            accept="image/*"
            className="sr-only"
            onChange={(event) => {
              void readPicture(event.target.files?.[0]);
              // The same picture again is a new choice.
              event.target.value = "";
            }}
          />
        </label>
      </div>
    </div>
  );
}

/** Starts the camera and reads until it is aborted; answers how far the start came. */
async function watch(
  video: RefObject<HTMLVideoElement | null>,
  signal: AbortSignal,
  onText: (text: string) => void,
): Promise<Camera> {
  // A function, for it changes while this waits.
  const isOver = () => signal.aborted;
  // Only pages that came by HTTPS, or from this machine, have a camera.
  if (!("mediaDevices" in navigator)) return "missing";
  try {
    const qr = await reader();
    if (isOver() || video.current === null) return "off";
    const stop = await qr.watch(video.current, (text) => {
      if (!isOver()) onText(text);
    });
    // It may have been given up while the camera started.
    if (isOver()) stop();
    else signal.addEventListener("abort", stop);
    return "on";
  } catch (error) {
    return whyNot(error);
  }
}

function whyNot(error: unknown): Camera {
  // A DOMException is no Error everywhere.
  const name = typeof error === "object" && error !== null && "name" in error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "missing" : "failed";
}
