import { useMutation } from "@tanstack/react-query";
import { data } from "@/lib/api/client";
import { saveFile } from "@/lib/saveFile";
import { factory } from "./client";
import type { Batch } from "./types";

export type Wanted = "ledger" | "nvs" | "labels" | { nvs: string } | { label: string };

/** Gets a file of a batch, with the reader's token, and hands it to the browser. The platform notes who took it. */
export function useDownload(batch: Batch) {
  return useMutation({
    mutationFn: async (wanted: Wanted) => {
      const path = { id: batch.batch_id };
      const asBlob = { parseAs: "blob" } as const;
      const name = `batch-${batch.number}`;
      if (wanted === "ledger")
        saveFile(
          `${name}-ledger.csv`,
          await data(factory.GET("/api/batches/{id}/ledger.csv", { params: { path }, ...asBlob })),
        );
      else if (wanted === "nvs")
        saveFile(
          `${name}-nvs.zip`,
          await data(factory.GET("/api/batches/{id}/nvs.zip", { params: { path }, ...asBlob })),
        );
      else if (wanted === "labels")
        saveFile(
          `${name}-labels.pdf`,
          await data(factory.GET("/api/batches/{id}/labels.pdf", { params: { path }, ...asBlob })),
        );
      else if ("nvs" in wanted)
        saveFile(
          `${wanted.nvs}.csv`,
          await data(
            factory.GET("/api/batches/{id}/nvs", { params: { path, query: { serial: wanted.nvs } }, ...asBlob }),
          ),
        );
      else
        saveFile(
          `${wanted.label}.png`,
          await data(
            factory.GET("/api/batches/{id}/labels/{serial}.png", {
              params: { path: { ...path, serial: wanted.label } },
              ...asBlob,
            }),
          ),
        );
    },
    gcTime: 0,
  });
}
