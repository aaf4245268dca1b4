import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { WorkshopState } from "@/components/admin";
import { Card, CardSection, KeyValue, PageHeader, QueryState } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { useWorkshop, type Workshop as OneWorkshop } from "../api/workshops";
import { DetailsForm } from "../components/DetailsForm";
import { FiguresCard } from "../components/FiguresCard";
import { PeopleCard } from "../components/PeopleCard";
import { StatusCard } from "../components/StatusCard";

/** One workshop, as the vendor sees it. */
export default function Workshop() {
  const { t } = useTranslation("admin-workshops");
  const { tenantId } = useParams();
  const query = useWorkshop(Number(tenantId));
  const workshop = query.data;
  return (
    <>
      <PageHeader
        title={workshop?.name ?? t("workshop")}
        subtitle={
          workshop && (
            <span className="inline-flex flex-wrap items-center gap-2">
              {workshop.code} <WorkshopState status={workshop.status} />
            </span>
          )
        }
        back={{ to: paths.adminWorkshops, label: t("title") }}
      />
      <QueryState query={query}>
        {workshop && (
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <div className="lg:col-span-2">
              <FiguresCard workshop={workshop} />
            </div>
            <Details workshop={workshop} />
            <StatusCard workshop={workshop} />
            <div className="lg:col-span-2">
              <PeopleCard workshopId={workshop.tenant_id} />
            </div>
          </div>
        )}
      </QueryState>
    </>
  );
}

function Details({ workshop }: { workshop: OneWorkshop }) {
  const { t } = useTranslation("admin-workshops");
  const format = useFormat();
  return (
    <Card title={t("details")}>
      <DetailsForm workshop={workshop} />
      <CardSection>
        <KeyValue
          items={[
            { label: t("ownerName"), value: workshop.owner_name },
            { label: t("ownerEmail"), value: workshop.email ?? "–" },
            { label: t("kind"), value: t(`kinds.${workshop.kind}`, { defaultValue: workshop.kind }) },
            { label: t("plan"), value: t(`plans.${workshop.plan ?? "none"}`, { defaultValue: workshop.plan ?? "" }) },
            { label: t("created"), value: format.dateTime(workshop.created_at) },
          ]}
        />
      </CardSection>
    </Card>
  );
}
