import type { components } from "@/lib/api/schema/registry";
import type { Args } from "@/lib/controllers/types";

type Schemas = components["schemas"];

export type Group = Schemas["DeviceGroup"];
export type SceneAction = Omit<Required<Schemas["SceneAction"]>, "args"> & { args: Args };
export type Scene = Omit<Schemas["Scene"], "actions"> & { actions: SceneAction[] };

/** What became of one device's part: a command on its way, or why there is none. */
export type Part = Schemas["GivenToDevice"];
