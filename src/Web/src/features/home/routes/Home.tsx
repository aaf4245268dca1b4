import { Plus, Plug, SearchX } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  Button,
  EmptyState,
  FilterChips,
  LinkButton,
  LoadMore,
  PageHeader,
  QueryState,
  SearchInput,
  Skeleton,
} from "@/components/ui";
import { useControllers, useDeviceTypes, useLiveControllers } from "@/lib/controllers/queries";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";
import { useUrlFilter } from "@/lib/useUrlFilter";
import { DeviceTile } from "../components/DeviceTile";
import { filters, search } from "../model/search";

/** So many tiles are drawn at first; somebody with a thousand devices searches. */
const atOnce = 60;
const none: never[] = [];

/** All devices of somebody, live: their own and those that others share with them. */
export default function Home() {
  const { t } = useTranslation("home");
  const isOwner = useMe().role === "owner";
  const query = useControllers();
  const types = useDeviceTypes();
  useLiveControllers();
  const { filter, set, clear, filtered } = useUrlFilter("search", "show");
  // The devices are at hand: the tiles follow each key, the address when typing pauses.
  const [typed, setTyped] = useState(filter.search);
  const [drawn, setDrawn] = useState(atOnce);
  const show = filters.find((one) => one === filter.show) ?? "";
  const devices = query.data ?? none;
  const { found, counts } = useMemo(() => search(devices, typed, show), [devices, typed, show]);
  const add = (
    <LinkButton to={paths.setup} icon={<Plus aria-hidden />}>
      {t("add")}
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={t("title")} actions={isOwner && add} />
      {(devices.length > 0 || filtered) && (
        <div className="mb-4 grid gap-3 sm:grid-cols-[minmax(0,20rem)_minmax(0,1fr)] sm:items-center">
          <SearchInput
            value={filter.search}
            onChange={(value) => set("search", value)}
            onTyping={setTyped}
            label={t("search")}
          />
          <FilterChips
            label={t("filter")}
            value={show}
            onChange={(value) => set("show", value)}
            options={filters.map((value) => ({
              value,
              label: t(`filters.${value === "" ? "all" : value}`),
              count: counts[value],
            }))}
          />
        </div>
      )}
      <QueryState
        query={query}
        empty={found.length === 0}
        skeleton={<Tiles />}
        emptyState={
          devices.length === 0 ? (
            <EmptyState
              icon={Plug}
              title={t("empty.title")}
              text={t("empty.text")}
              action={isOwner ? add : undefined}
            />
          ) : (
            <EmptyState
              icon={SearchX}
              title={t("noMatch.title")}
              text={t("noMatch.text")}
              action={
                <Button
                  variant="secondary"
                  onClick={() => {
                    setTyped("");
                    clear();
                  }}
                >
                  {t("noMatch.clear")}
                </Button>
              }
            />
          )
        }
      >
        <ul aria-label={t("title")} className="grid items-start gap-3 sm:grid-cols-2 xl:grid-cols-3">
          {found.slice(0, drawn).map((device) => (
            <DeviceTile key={device.device_id} device={device} type={types.data?.get(device.device_type)} />
          ))}
        </ul>
        <LoadMore hasMore={found.length > drawn} busy={false} onClick={() => setDrawn(drawn + atOnce)} />
      </QueryState>
    </>
  );
}

function Tiles() {
  return (
    <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {["a", "b", "c"].map((key) => (
        <Skeleton key={key} className="h-40 rounded-card" />
      ))}
    </div>
  );
}
