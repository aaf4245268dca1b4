import { useTranslation } from "react-i18next";
import { useActorName } from "@/lib/admin/actor";

/** Who did something, from `user:12` or `service:billing`. */
export function Actor({ actor }: { actor: string }) {
  const { t } = useTranslation("admin");
  const name = useActorName(actor);
  const [kind, id = ""] = actor.split(":", 2);
  if (name !== null) return name;
  if (kind === "user") return t("actor.user", { id });
  return kind === "service" ? t("actor.service", { name: id }) : actor;
}
