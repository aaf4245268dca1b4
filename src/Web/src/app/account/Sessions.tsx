import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, Button, ConfirmDialog, QueryState, toast } from "@/components/ui";
import { data, identity } from "@/lib/api/client";
import { problemText } from "@/lib/api/problem";
import { useFormat } from "@/lib/i18n/format";
import { session } from "@/lib/session/session";

const key = ["account", "sessions"];

/** Where the account is signed in, and how to end it there. */
export function Sessions() {
  const { t } = useTranslation(["shell", "common"]);
  const format = useFormat();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => data(identity.GET("/api/auth/sessions", { signal })),
  });
  const end = useMutation({
    mutationFn: (id: string) => data(identity.DELETE("/api/auth/sessions/{id}", { params: { path: { id } } })),
    onSuccess: () => toast.success(t("sessions.endedOne")),
    onError: (error) => toast.error(problemText(error, t).title),
    onSettled: () => queryClient.invalidateQueries({ queryKey: key }),
  });
  return (
    <QueryState query={query}>
      <ul className="grid gap-3">
        {query.data?.items.map((item) => (
          <li key={item.session_id} className="flex items-center gap-3">
            <div className="min-w-0 flex-1">
              <p className="truncate text-sm font-medium">{deviceOf(item.user_agent) || t("sessions.unknown")}</p>
              <p className="text-sm text-muted">
                {t("sessions.since", { at: format.dateTime(item.created_at), address: item.client_address })}
              </p>
            </div>
            {item.current ? (
              <Badge tone="good">{t("sessions.this")}</Badge>
            ) : (
              <Button
                variant="secondary"
                size="sm"
                busy={end.isPending && end.variables === item.session_id}
                onClick={() => end.mutate(item.session_id)}
              >
                {t("sessions.end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button variant="secondary" className="mt-4" onClick={() => setAsking(true)}>
        {t("account.signOutEverywhere")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("sessions.everywhereTitle")}
        consequences={t("sessions.everywhereText")}
        confirmLabel={t("account.signOutEverywhere")}
        onConfirm={() => session.signOut(true)}
      />
    </QueryState>
  );
}

/** "Chrome on Android" from a user agent; empty when nothing is recognised. */
export function deviceOf(agent: string | null): string {
  const find = (names: Record<string, RegExp>) =>
    Object.entries(names).find(([, pattern]) => pattern.test(agent ?? ""))?.[0];
  const browser = find({
    Edge: /Edg\//,
    Opera: /OPR\//,
    Samsung: /SamsungBrowser/,
    Firefox: /Firefox\//,
    Chrome: /Chrom(e|ium)\//,
    Safari: /Safari\//,
    curl: /^curl/,
  });
  const system = find({
    Android: /Android/,
    iOS: /iPhone|iPad/,
    Windows: /Windows/,
    macOS: /Mac OS X/,
    Linux: /Linux/,
  });
  return [browser, system].filter(Boolean).join(" · ");
}
