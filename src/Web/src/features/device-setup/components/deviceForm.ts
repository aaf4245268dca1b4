import { z } from "zod/mini";

/** The pit that is made with the device. */
export const newPit = "new";

const isDeviceId = (text: string) =>
  /^[A-Za-z0-9_-]{1,50}$/.test(text) && !/^[a-z]+_[0-9]+$/.test(text) && text.toLowerCase() !== "figures";

const isIp = (text: string) => {
  if (text === "") return true;
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return text.split(".").every((part) => Number(part) <= 255);
  return text.includes(":") && /^[0-9A-Fa-f:.]{2,45}$/.test(text);
};

const isRtsp = (text: string) =>
  text === "" || (text.length <= 500 && /^rtsps?:\/\/[^\s/]+/.test(text) && URL.canParse(text));

/** As the registry checks it; messages are keys of the catalogue. */
export const deviceSchema = z
  .object({
    device_id: z.string().check(z.trim(), z.refine(isDeviceId, "errors.deviceId")),
    pit: z.string().check(z.minLength(1, "errors.pit")),
    pit_number: z.string().check(z.trim()),
    pit_name: z.string().check(z.trim(), z.maxLength(100, "errors.tooLong")),
    camera_ip: z.string().check(z.trim(), z.refine(isIp, "errors.cameraIp")),
    camera_model: z.string().check(z.trim(), z.maxLength(100, "errors.tooLong")),
    camera_rtsp_url: z.string().check(z.trim(), z.refine(isRtsp, "errors.rtsp")),
  })
  .check(
    z.refine((form) => form.pit !== newPit || /^[1-9]\d{0,3}$/.test(form.pit_number), {
      path: ["pit_number"],
      error: "errors.pitNumber",
    }),
  );

export type DeviceForm = z.infer<typeof deviceSchema>;

/** Fields of the API's answer that stand in the form. */
export const fieldsOfApi = ["device_id", "pit_number", "camera_ip", "camera_model", "camera_rtsp_url"] as const;
