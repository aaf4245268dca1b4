// Written by hand until registry's OpenAPI document has these routes; then lib/api/schema/registry takes their place.
import type { Operation } from "@/lib/api/operation";
import type { Args, CommandRequest } from "@/lib/controllers/types";

export interface Group {
  group_id: number;
  name: string;
  device_ids: string[];
}

export interface SceneAction {
  device_id: string;
  command: string;
  args: Args;
}

export interface Scene {
  scene_id: number;
  name: string;
  actions: SceneAction[];
}

/** What became of one device's part: a command on its way, or why there is none. */
export interface Part {
  device_id: string;
  command_id: string | null;
  error: { code: string; detail: string } | null;
}

interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

type NewGroup = Omit<Group, "group_id">;
type NewScene = Omit<Scene, "scene_id">;

export interface Paths {
  "/api/groups": {
    get: Operation<{ query: { limit?: number }; answer: Page<Group> }>;
    post: Operation<{ body: NewGroup; answer: Group }>;
  };
  "/api/groups/{groupId}": {
    patch: Operation<{ path: { groupId: number }; body: NewGroup; answer: Group }>;
    delete: Operation<{ path: { groupId: number } }>;
  };
  "/api/groups/{groupId}/control": {
    post: Operation<{ path: { groupId: number }; body: CommandRequest; answer: { items: Part[] } }>;
  };
  "/api/scenes": {
    get: Operation<{ query: { limit?: number }; answer: Page<Scene> }>;
    post: Operation<{ body: NewScene; answer: Scene }>;
  };
  "/api/scenes/{sceneId}": {
    patch: Operation<{ path: { sceneId: number }; body: NewScene; answer: Scene }>;
    delete: Operation<{ path: { sceneId: number } }>;
  };
  "/api/scenes/{sceneId}/run": { post: Operation<{ path: { sceneId: number }; answer: { items: Part[] } }> };
}
