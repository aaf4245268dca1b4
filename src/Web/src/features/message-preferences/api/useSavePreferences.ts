import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, notifications } from "@/lib/api/client";
import type { PreferencesBody } from "../model/preferences";
import { preferencesKey } from "./usePreferences";

export function useSavePreferences() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: PreferencesBody) => data(notifications.PUT("/api/message-preferences", { body })),
    onSuccess: (saved) => client.setQueryData(preferencesKey, saved),
  });
}
