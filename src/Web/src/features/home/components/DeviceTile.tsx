import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ControlRow, useControlWords } from "@/components/controllers";
import { Age, StatusBadge } from "@/components/device";
import { Badge } from "@/components/ui";
import type { DeviceType, OwnDevice } from "@/lib/controllers/types";
import { useControl } from "@/lib/controllers/useControl";
import { paths } from "@/lib/paths";

/** A tile shows this many controls; the rest is on the device's page. */
const shown = 4;

interface DeviceTileProps {
  device: OwnDevice;
  type: DeviceType | undefined;
}

/** A device at a glance, with its switches at hand. Rendered anew only when this device changes. */
export const DeviceTile = memo(function DeviceTile({ device, type }: DeviceTileProps) {
  const { t } = useTranslation("home");
  const controlling = useControl(device);
  const words = useControlWords();
  const mayWrite = device.permissions.includes("write") && device.license_status !== "suspended";
  const controls = type?.controls.filter(({ kind }) => kind === "switch" || kind === "input").slice(0, shown) ?? [];
  return (
    <li className="flex min-w-0 flex-col rounded-card border border-line bg-surface p-4">
      <div className="relative">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 className="min-w-0 text-base font-semibold break-words">
            <Link to={paths.homeDevice.of(device.device_id)} className="after:absolute after:inset-0">
              {device.device_name}
            </Link>
          </h2>
          <StatusBadge status={device.status} />
        </div>
        <p className="mt-1 flex min-h-6 flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
          <span>{words.kind(device.device_type, type)}</span>
          {device.access_level !== "owner" && (
            <Badge tone="accent">{t("tile.sharedBy", { name: device.owner_name ?? t("tile.somebody") })}</Badge>
          )}
          {device.license_status === "suspended" && <Badge tone="bad">{t("tile.suspended")}</Badge>}
          {device.status === "offline" && device.last_seen_at !== null && <Age at={device.last_seen_at} />}
        </p>
      </div>
      {controls.length > 0 && (
        <div className="mt-2 border-t border-line pt-1">
          {controls.map((control) => (
            <ControlRow
              key={control.id}
              device={device}
              control={control}
              controlling={mayWrite ? controlling : null}
            />
          ))}
        </div>
      )}
    </li>
  );
});
