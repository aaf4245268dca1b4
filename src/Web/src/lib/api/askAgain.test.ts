import { QueryObserver } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import { askAgain } from "./askAgain";
import { keepEarly, takeEarly } from "./early";
import { createQueryClient } from "./queryClient";

/** A query that somebody looks at, whose answers are given one by one. */
function watched(staleTime = 60_000, meta: { flows?: true } = {}) {
  const client = createQueryClient();
  const answers: ((value: string) => void)[] = [];
  const query = new QueryObserver(client, {
    queryKey: ["pits"],
    staleTime,
    meta,
    queryFn: () => new Promise<string>((done) => answers.push(done)),
  });
  query.subscribe(() => undefined);
  const answer = (value: string) => answers.at(-1)?.(value);
  return { client, query, answers, answer };
}

const watchedNames = () => watched(5 * 60_000);
const watchedReadings = () => watched(0, { flows: true });

test("What was answered before is asked once more, however long it may count as fresh", async () => {
  const { client, query, answers, answer } = watched();
  answer("before");
  await vi.waitFor(() => expect(query.getCurrentResult().data).toBe("before"));
  askAgain(client);
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answer("after");
  await vi.waitFor(() => expect(query.getCurrentResult().data).toBe("after"));
  expect(answers).toHaveLength(2);
});

test.each([
  ["What lasts, as names do,", watchedNames],
  ["What flows, as readings do,", watchedReadings],
])("%s is not asked again", async (_, watch) => {
  const { client, query, answers, answer } = watch();
  answer("once");
  await vi.waitFor(() => expect(query.getCurrentResult().data).toBe("once"));
  askAgain(client);
  await new Promise((done) => setTimeout(done, 50));
  expect(answers).toHaveLength(1);
});

test("What is on its way is waited for, shown, and then asked once more", async () => {
  const { client, query, answers, answer } = watched();
  askAgain(client);
  await new Promise((done) => setTimeout(done, 50));
  expect(answers).toHaveLength(1);
  answer("on its way");
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  expect(query.getCurrentResult().data).toBe("on its way");
});

test("What nobody looks at is asked when somebody does; answers kept from before are not given", async () => {
  const { client } = watched();
  const ask = vi.fn(() => Promise.resolve("texts"));
  await client.query({ queryKey: ["texts"], queryFn: ask });
  keepEarly("https://platform.test/api/pits", Promise.resolve(new Response()));
  askAgain(client);
  await vi.waitFor(() => expect(client.getQueryState(["texts"])?.isInvalidated).toBe(true));
  expect(ask).toHaveBeenCalledOnce();
  expect(takeEarly(new Request("https://platform.test/api/pits"))).toBeUndefined();
});
