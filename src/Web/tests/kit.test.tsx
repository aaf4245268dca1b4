import { screen } from "@testing-library/react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { useTranslation } from "react-i18next";
import { expect, test } from "vitest";
import { data, registry } from "@/lib/api/client";
import { useLiveState } from "@/lib/live";
import { useNewestReading } from "@/lib/live/readings";
import { useMe } from "@/lib/session/useSession";
import { renderRoute } from "./render";
import { answers } from "./server";
import { connectLive } from "./socket";

function Page() {
  const { t } = useTranslation("shell");
  const me = useMe();
  const query = useQuery({
    queryKey: ["pits", "list"],
    queryFn: ({ signal }) => data(registry.GET("/api/pits", { signal })),
  });
  const reading = useNewestReading(4);
  return (
    <>
      <h1>{t("nav.pits")}</h1>
      <p>{`${me.username} ${query.data?.items.length ?? "…"} ${useLiveState()} ${reading?.temperature ?? "–"}`}</p>
      <Link to="/devices?x=1">go</Link>
    </>
  );
}

test("A page is shown to somebody, asks the API, hears live events, leads elsewhere", async () => {
  answers("/api/pits", { items: [] });
  const { user } = await renderRoute(Page, { me: "staff", path: "/pits" });
  expect(await screen.findByRole("heading", { name: "Pits" })).toBeVisible();
  expect(await screen.findByText("staff1 0 off –")).toBeVisible();
  const socket = await connectLive();
  socket.say({
    type: "sensor_update",
    tenant_id: 1,
    pit_id: 4,
    device_id: "ESP32-1",
    kind: "environment",
    temperature: 24.1,
    humidity: 50,
    aqi: 40,
    pressure: 1000,
    aqi_accuracy: 3,
    timestamp: new Date().toISOString(),
    received_at: new Date().toISOString(),
  });
  expect(screen.getByText("staff1 0 live 24.1")).toBeVisible();
  await user.click(screen.getByRole("link", { name: "go" }));
  expect(screen.getByText("at /devices?x=1")).toBeVisible();
});
