import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, refuses, server } from "../../../../tests/server";
import MessageTemplates from "./MessageTemplates";

beforeEach(() => {
  answers("/api/message-templates", { kinds: ["job_started", "alert_raised"], languages: ["en", "th", "hi"] });
  server.use(
    http.get("/api/message-templates/:kind/preview", ({ request, params }) => {
      const kind = String(params["kind"]);
      const language = new URL(request.url).searchParams.get("language") ?? "";
      const text = (channel: string) => `${channel} ${kind} ${language}`;
      return HttpResponse.json({
        kind,
        language,
        sms: text("sms"),
        whatsapp: text("whatsapp"),
        email_subject: text("subject"),
        email_text: text("mail"),
        email_html: "<b>not shown</b>",
        title: text("title"),
        text: text("app"),
      });
    }),
  );
});

const show = () => renderRoute(MessageTemplates, { path: paths.messageTemplates });

test("Shows how a kind looks on each channel, in the language that is chosen", async () => {
  const { user, router } = await show();
  expect(await screen.findByText("sms job_started en")).toBeVisible();
  await user.selectOptions(screen.getByRole("combobox", { name: "Message" }), "Alert raised");
  await user.click(screen.getByRole("radio", { name: "ไทย" }));
  expect(await screen.findByText("whatsapp alert_raised th")).toBeVisible();
  for (const text of ["subject", "mail", "title", "app"])
    expect(screen.getByText(`${text} alert_raised th`)).toBeVisible();
  expect(screen.queryByText(/not shown/)).not.toBeInTheDocument();
  expect(router.state.location.search).toBe("?kind=alert_raised&language=th");
});

test("A failure can be tried again", async () => {
  refuses("/api/message-templates", 503);
  const { user } = await show();
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
  answers("/api/message-templates", { kinds: ["alert_raised"], languages: ["en"] });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("sms alert_raised en")).toBeVisible();
});
