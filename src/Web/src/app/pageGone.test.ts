import { expect, test, vi } from "vitest";
import { createQueryClient } from "@/lib/api/queryClient";
import { person, signIn } from "../../tests/render";
import { Routers } from "./router";

vi.mock("@/features/pits/routes/Pits", () => {
  throw new Error("The file is gone: there is a newer version.");
});

test("A first page whose code does not come is not waited for for ever: the router shows what is wrong", async () => {
  await signIn("owner");
  history.replaceState(null, "", "/pits");
  const routers = new Routers(createQueryClient());
  const state = { kind: "signed_in", me: person("owner"), standing: "confirmed" } as const;
  await routers.ready(state);
  const router = routers.of(state);
  expect(Object.values(router.state.errors ?? {})).toHaveLength(1);
  router.dispose();
});
