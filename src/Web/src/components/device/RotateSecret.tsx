import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, type ButtonProps, ConfirmDialog } from "@/components/ui";
import { useRotateSecret } from "@/lib/devices/queries";
import type { Credentials } from "./setupText";

interface RotateSecretProps extends Pick<ButtonProps, "variant" | "size"> {
  device: Omit<Credentials, "secret">;
  /** The new secret, this once. */
  onRotated: (credentials: Credentials) => void;
}

/** Replaces a device's secret, after the reader has said that this is the device they mean. */
export function RotateSecret({ device, onRotated, variant = "secondary", size }: RotateSecretProps) {
  const { t } = useTranslation("device");
  const [asking, setAsking] = useState(false);
  const rotate = useRotateSecret(device.device_id);
  return (
    <>
      <Button variant={variant} size={size} icon={<KeyRound aria-hidden />} onClick={() => setAsking(true)}>
        {t("rotate.action")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("rotate.title", { id: device.device_id })}
        consequences={t("rotate.consequences")}
        confirmLabel={t("rotate.confirm")}
        typeToConfirm={device.device_id}
        onConfirm={async () => {
          const { secret } = await rotate.mutateAsync();
          onRotated({ device_id: device.device_id, secret, license_key: device.license_key, topic: device.topic });
        }}
      />
    </>
  );
}
