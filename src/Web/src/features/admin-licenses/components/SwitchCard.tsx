import { Power, PowerOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Card, LoadMore, QueryState } from "@/components/ui";
import type { License } from "../api/licenses";
import { useSwitches } from "../api/switches";
import { SwitchDialog } from "./SwitchDialog";
import { SwitchHistory } from "./SwitchHistory";
import { SwitchSteps } from "./SwitchSteps";

/** The switch, how its last throw goes, and all throws before. */
export function SwitchCard({ license, isOnline }: { license: License; isOnline: boolean | null }) {
  const { t } = useTranslation("admin-licenses");
  const [asking, setAsking] = useState<"active" | "suspended" | null>(null);
  const { query, switches, follow } = useSwitches(license);
  const newest = switches[0];
  const isActive = license.status === "active";
  return (
    <>
      <Card
        title={t("switch.title")}
        actions={
          isActive ? (
            <Button variant="danger" icon={<PowerOff aria-hidden />} onClick={() => setAsking("suspended")}>
              {t("ask.suspended.confirm")}
            </Button>
          ) : (
            <Button icon={<Power aria-hidden />} onClick={() => setAsking("active")}>
              {t("ask.active.confirm")}
            </Button>
          )
        }
      >
        <QueryState query={query}>
          {newest === undefined ? (
            <p className="text-sm text-muted">{t("switch.never")}</p>
          ) : (
            <>
              <SwitchSteps thrown={newest} isOnline={isOnline} />
              {license.status !== "expired" && (
                <Button
                  variant="secondary"
                  size="sm"
                  className="mt-4"
                  onClick={() => setAsking(isActive ? "active" : "suspended")}
                >
                  {t("switch.again")}
                </Button>
              )}
            </>
          )}
        </QueryState>
      </Card>
      {switches.length > 0 && (
        <section aria-labelledby="switch-history" className="lg:col-span-2">
          <h2 id="switch-history" className="mb-3 text-base font-semibold">
            {t("history.title")}
          </h2>
          <SwitchHistory switches={switches} />
          <LoadMore
            hasMore={query.hasNextPage}
            busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          />
        </section>
      )}
      {asking !== null && (
        <SwitchDialog
          license={license}
          to={asking}
          isOnline={isOnline}
          onClose={() => setAsking(null)}
          onThrown={follow}
        />
      )}
    </>
  );
}
