import { useMutation } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { saveFile } from "@/lib/saveFile";
import type { Batch } from "./types";

export type Wanted = "ledger" | "nvs" | "labels" | { nvs: string } | { label: string };

/** Gets a file of a batch, with the reader's token, and hands it to the browser. The platform notes who took it. */
export function useDownload(batch: Batch) {
  return useMutation({
    mutationFn: async (wanted: Wanted) => {
      const path = { batchId: batch.batch_id };
      const asBlob = { parseAs: "blob" } as const;
      const name = `batch-${batch.number}`;
      if (wanted === "ledger")
        saveFile(
          `${name}-ledger.csv`,
          await data(registry.GET("/api/batches/{batchId}/ledger.csv", { params: { path }, ...asBlob })),
        );
      else if (wanted === "nvs")
        saveFile(
          `${name}-nvs.zip`,
          await data(registry.GET("/api/batches/{batchId}/nvs.zip", { params: { path }, ...asBlob })),
        );
      else if (wanted === "labels")
        saveFile(
          `${name}-labels.pdf`,
          await data(registry.GET("/api/batches/{batchId}/labels.pdf", { params: { path }, ...asBlob })),
        );
      else if ("nvs" in wanted)
        saveFile(
          `${wanted.nvs}.csv`,
          await data(
            registry.GET("/api/batches/{batchId}/nvs", { params: { path, query: { serial: wanted.nvs } }, ...asBlob }),
          ),
        );
      else
        saveFile(
          `${wanted.label}.png`,
          await data(
            registry.GET("/api/batches/{batchId}/labels/{serial}.png", {
              params: { path: { ...path, serial: wanted.label } },
              ...asBlob,
            }),
          ),
        );
    },
    gcTime: 0,
  });
}
