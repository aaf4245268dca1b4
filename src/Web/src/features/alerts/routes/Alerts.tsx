import { useTranslation } from "react-i18next";
import { WorkshopFilter } from "@/components/admin";
import { AlertPages } from "@/components/alerting";
import { PageHeader, Tabs } from "@/components/ui";
import { useMe } from "@/lib/session/useSession";
import { useUrlFilter } from "@/lib/useUrlFilter";
import { History } from "../components/History";
import { Now } from "../components/Now";

const narrowing = ["status", "severity", "pit", "from", "to"] as const;

/** What is wrong now, and what was. */
export default function Alerts() {
  const { t } = useTranslation("alerts");
  const isAdmin = useMe().role === "admin";
  const { filter, set, change } = useUrlFilter("view", "workshop", ...narrowing);
  const view = filter.view === "history" ? "history" : "now";
  return (
    <>
      <PageHeader title={t("title")} subtitle={t(isAdmin ? "subtitleVendor" : "subtitle")} />
      <AlertPages />
      {isAdmin && (
        <div className="mb-4 max-w-sm">
          <WorkshopFilter
            value={filter.workshop}
            // A pit is of one workshop.
            onChange={(value) => change({ workshop: value, pit: "" })}
          />
        </div>
      )}
      <Tabs
        label={t("title")}
        value={view}
        onValueChange={(value) => set("view", value === "history" ? value : "")}
        items={[
          { value: "now", label: t("now"), content: <Now workshop={filter.workshop} /> },
          {
            value: "history",
            label: t("history"),
            content: (
              <History
                filter={filter}
                onChange={set}
                onClear={() => change(Object.fromEntries(narrowing.map((name) => [name, ""])))}
                filtered={narrowing.some((name) => filter[name] !== "")}
              />
            ),
          },
        ]}
      />
    </>
  );
}
