import { expect, test } from "vitest";
import { nextCursor } from "./pages";

test.each([
  ['</api/jobs?status=waiting&cursor=a%2Bb%3D>; rel="next"', "a+b="],
  ['</api/jobs?cursor=abc&limit=5>; rel="next"', "abc"],
  ['</api/users/7/devices>; rel="first", </api/users/7/devices?cursor=x%2By>; rel="next"', "x+y"],
  ['</api/users/7/devices>; rel="first"', null],
  ['</api/jobs?cursor=abc>; rel="prev"', null],
  [null, null],
])("The next page of %s is %s", (link, cursor) => {
  expect(nextCursor(link)).toBe(cursor);
});
