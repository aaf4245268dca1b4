import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { NativeSelect } from "@/components/ui";
import { useWorkshopNames } from "@/lib/admin/workshops";
import { paths } from "@/lib/paths";

/** Chooses one workshop, or all. */
export function WorkshopFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t, i18n } = useTranslation("admin");
  const { data } = useWorkshopNames();
  const names = [...(data?.values() ?? [])].sort((a, b) => a.name.localeCompare(b.name, i18n.language));
  // The one in the address stays chosen while the names are on their way.
  const known = value === "" || names.some(({ id }) => String(id) === value);
  return (
    <NativeSelect
      aria-label={t("workshopFilter")}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      options={[
        { value: "", label: t("allWorkshops") },
        ...(known ? [] : [{ value, label: `#${value}` }]),
        ...names.map(({ id, name, code }) => ({ value: String(id), label: `${name} (${code})` })),
      ]}
    />
  );
}

/** A workshop's name that leads to its page. */
export function WorkshopLink({ id }: { id: number | null }) {
  const { t } = useTranslation("admin");
  const { data } = useWorkshopNames();
  if (id === null) return t("noWorkshop");
  return (
    <Link
      to={paths.adminWorkshop.of(id)}
      className="inline-flex min-h-touch min-w-touch items-center underline decoration-line-strong underline-offset-4"
    >
      {data?.get(id)?.name ?? `#${id}`}
    </Link>
  );
}
