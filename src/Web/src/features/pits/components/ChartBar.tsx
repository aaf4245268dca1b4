import { ChevronLeft, ChevronRight, Download, Image, LineChart, RotateCcw, Table, ZoomIn, ZoomOut } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button, Spinner } from "@/components/ui";

interface ChartBarProps {
  isCloser: boolean;
  asTable: boolean;
  busy: boolean;
  onZoom: (factor: number) => void;
  onMove: (part: number) => void;
  onReset: () => void;
  onTable: () => void;
  onCsv: () => void;
  /** Null while there is nothing to draw. */
  onPicture: (() => void) | null;
}

/** All that a mouse or fingers can do to the charts, for the keyboard as well. */
export function ChartBar({
  isCloser,
  asTable,
  busy,
  onZoom,
  onMove,
  onReset,
  onTable,
  onCsv,
  onPicture,
}: ChartBarProps) {
  const { t } = useTranslation("pits");
  const tool = (label: string, icon: ReactNode, onClick: () => void, disabled = false) => (
    <Button
      variant="ghost"
      size="icon"
      aria-label={label}
      title={label}
      onClick={onClick}
      disabled={disabled}
      icon={icon}
    />
  );
  return (
    <div role="toolbar" aria-label={t("chart.tools")} className="flex flex-wrap items-center gap-1">
      {tool(t("chart.zoomIn"), <ZoomIn aria-hidden />, () => onZoom(0.5))}
      {tool(t("chart.zoomOut"), <ZoomOut aria-hidden />, () => onZoom(2), !isCloser)}
      {tool(t("chart.earlier"), <ChevronLeft aria-hidden />, () => onMove(-0.5), !isCloser)}
      {tool(t("chart.later"), <ChevronRight aria-hidden />, () => onMove(0.5), !isCloser)}
      {tool(t("chart.reset"), <RotateCcw aria-hidden />, onReset, !isCloser)}
      {busy && <Spinner />}
      <span className="flex-1" />
      <Button
        variant="ghost"
        size="sm"
        aria-pressed={asTable}
        icon={asTable ? <LineChart aria-hidden /> : <Table aria-hidden />}
        onClick={onTable}
      >
        {t(asTable ? "chart.asCharts" : "chart.asTable")}
      </Button>
      <Button variant="ghost" size="sm" icon={<Download aria-hidden />} onClick={onCsv}>
        {t("chart.csv")}
      </Button>
      {onPicture !== null && (
        <Button variant="ghost" size="sm" icon={<Image aria-hidden />} onClick={onPicture}>
          {t("chart.png")}
        </Button>
      )}
    </div>
  );
}
