import { useTranslation } from "react-i18next";
import { useActorName } from "@/lib/admin/actor";
import { useMe } from "@/lib/session/useSession";

/** A person by name, as far as the reader may know names. */
export function Who({ userId }: { userId: number }) {
  const { t } = useTranslation("alerts");
  const me = useMe();
  const mayAsk = me.role === "owner" || me.role === "admin";
  const name = useActorName(mayAsk && userId !== me.id ? `user:${userId}` : "");
  return userId === me.id ? t("you") : (name ?? t("somebody"));
}
