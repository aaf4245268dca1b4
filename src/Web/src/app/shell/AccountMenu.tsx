import { BellRing, CircleUserRound, LogOut, UserCog } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Menu, toast } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { paths } from "@/lib/paths";
import { session } from "@/lib/session/session";
import { useMe } from "@/lib/session/useSession";

export function AccountMenu() {
  const { t } = useTranslation(["shell", "common"]);
  const me = useMe();
  const navigate = useNavigate();
  const signOut = (everywhere: boolean) => () =>
    void session.signOut(everywhere).catch((error: unknown) => toast.error(problemText(error, t).title));
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={t("account.menu", { name: me.name ?? me.username })}
          className="flex min-h-touch min-w-touch items-center justify-center gap-2 rounded-control px-2 hover:bg-sunken"
        >
          <CircleUserRound aria-hidden className="size-6" />
          <span className="hidden max-w-40 truncate text-sm sm:inline">{me.name ?? me.username}</span>
        </button>
      }
      items={[
        { label: t("account.settings"), icon: <UserCog aria-hidden />, onSelect: () => void navigate(paths.account) },
        {
          label: t("account.messages"),
          icon: <BellRing aria-hidden />,
          onSelect: () => void navigate(paths.messagePreferences),
        },
        "separator",
        { label: t("account.signOut"), icon: <LogOut aria-hidden />, onSelect: signOut(false) },
        { label: t("account.signOutEverywhere"), icon: <LogOut aria-hidden />, onSelect: signOut(true) },
      ]}
    />
  );
}
