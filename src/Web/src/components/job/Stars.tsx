import { Star } from "lucide-react";
import { useTranslation } from "react-i18next";
import { cn } from "@/lib/cn";

/** A rating of 1 to 5. */
export function Stars({ rating }: { rating: number }) {
  const { t } = useTranslation("job");
  return (
    <span role="img" aria-label={t("stars", { count: rating })} className="inline-flex items-center gap-0.5 text-warn">
      {[1, 2, 3, 4, 5].map((star) => (
        <Star key={star} aria-hidden className={cn("size-4", star <= rating && "fill-current")} />
      ))}
    </span>
  );
}
