import { Plus, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import {
  Badge,
  Button,
  type Column,
  DataList,
  EmptyState,
  FilterChips,
  LoadMore,
  PageHeader,
  QueryState,
  SearchInput,
} from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { type Person, usePeople } from "../api/people";
import { AddPersonDialog } from "../components/AddPersonDialog";

/** The accounts of a workshop. */
export default function People() {
  const { t } = useTranslation("people");
  const format = useFormat();
  const [adding, setAdding] = useState(false);
  const [params, setParams] = useSearchParams();
  const filter = { search: params.get("search") ?? "", role: params.get("role") ?? "" };
  const query = usePeople(filter);
  const people = query.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = filter.search !== "" || filter.role !== "";
  const set = (name: string, value: string) =>
    setParams(
      (before) => {
        if (value === "") before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );

  const columns: Column<Person>[] = [
    { key: "name", header: t("name"), cell: (person) => person.name ?? person.username },
    { key: "username", header: t("username"), cell: (person) => person.username, hideBelow: "lg" },
    { key: "role", header: t("role"), cell: (person) => t(`roles.${person.role}`) },
    { key: "contact", header: t("contact"), cell: (person) => person.phone ?? person.email ?? "–", hideBelow: "lg" },
    { key: "state", header: t("state"), cell: (person) => <PersonState person={person} /> },
    {
      key: "seen",
      header: t("lastSignIn"),
      cell: (person) => (person.last_sign_in_at === null ? t("never") : format.dateTime(person.last_sign_in_at)),
    },
  ];

  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={
          <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
            {t("add.open")}
          </Button>
        }
      />
      <div className="mb-4 grid gap-3 sm:flex sm:items-center">
        <div className="sm:w-80">
          <SearchInput
            label={t("search")}
            value={filter.search}
            onChange={(value) => set("search", value)}
            className="w-full"
          />
        </div>
        <FilterChips
          label={t("role")}
          value={filter.role}
          onChange={(value) => set("role", value)}
          options={["", "owner", "staff", "customer"].map((value) => ({
            value,
            label: value === "" ? t("all") : t(`roles.${value}`),
          }))}
        />
      </div>
      <QueryState
        query={query}
        empty={people.length === 0}
        emptyState={
          <EmptyState
            icon={Users}
            title={filtered ? t("noMatch.title") : t("empty.title")}
            text={filtered ? t("noMatch.text") : t("empty.text")}
          />
        }
      >
        <DataList
          caption={t("title")}
          items={people}
          columns={columns}
          rowKey={(person) => String(person.user_id)}
          rowLink={(person) => paths.person.of(person.user_id)}
        />
        <LoadMore
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        />
      </QueryState>
      <AddPersonDialog open={adding} onOpenChange={setAdding} />
    </>
  );
}

export function PersonState({ person }: { person: Person }) {
  const { t } = useTranslation("people");
  if (person.disabled) return <Badge tone="bad">{t("states.disabled")}</Badge>;
  if (person.password_is_temporary) return <Badge tone="warn">{t("states.invited")}</Badge>;
  return <Badge tone="good">{t("states.active")}</Badge>;
}
