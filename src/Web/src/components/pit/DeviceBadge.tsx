import type { TFunction } from "i18next";
import { CircleCheck, CircleDashed, CircleOff, type LucideIcon, Unplug } from "lucide-react";
import { Badge } from "@/components/ui";
import { type DeviceState, deviceTone } from "@/lib/pits/pit";

const icons: Readonly<Record<DeviceState, LucideIcon>> = {
  online: CircleCheck,
  offline: Unplug,
  disabled: CircleOff,
  no_device: CircleDashed,
};

export function DeviceBadge({ t, state }: { t: TFunction<"pits">; state: DeviceState }) {
  const Icon = icons[state];
  return (
    <Badge tone={deviceTone[state]} icon={<Icon aria-hidden />}>
      {t(`device.${state}`)}
    </Badge>
  );
}
