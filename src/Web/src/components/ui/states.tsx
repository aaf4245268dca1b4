import { CircleAlert, type LucideIcon, RotateCw } from "lucide-react";
import { isValidElement, type ReactElement, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";

interface EmptyStateProps {
  icon: LucideIcon | ReactElement;
  title: ReactNode;
  text?: ReactNode;
  action?: ReactNode;
}

function State({
  icon,
  title,
  text,
  action,
}: {
  icon: ReactNode;
  title: ReactNode;
  text: ReactNode;
  action: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-4 py-10 text-center">
      <div className="mb-3 [&_svg]:size-8">{icon}</div>
      <p className="font-semibold">{title}</p>
      {text && <p className="mt-1 text-sm break-words text-muted">{text}</p>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

/** There is nothing here yet, and how that changes. */
export function EmptyState({ icon: Icon, title, text, action }: EmptyStateProps) {
  const shown = isValidElement(Icon) ? Icon : <IconOf icon={Icon} />;
  return <State icon={<span className="text-muted">{shown}</span>} title={title} text={text} action={action} />;
}

function IconOf({ icon: Icon }: { icon: LucideIcon }) {
  return <Icon aria-hidden strokeWidth={1.5} />;
}

/** It did not work: why, and what to do about it. */
export function ErrorState({
  title,
  advice,
  onRetry,
  busy = false,
}: {
  title: ReactNode;
  advice: ReactNode;
  onRetry?: (() => void) | undefined;
  busy?: boolean;
}) {
  const { t } = useTranslation("common");
  return (
    <div role="alert">
      <State
        icon={<CircleAlert aria-hidden strokeWidth={1.5} className="text-bad" />}
        title={title}
        text={advice}
        action={
          onRetry && (
            <Button variant="secondary" busy={busy} icon={<RotateCw aria-hidden />} onClick={onRetry}>
              {t("ui.retry")}
            </Button>
          )
        }
      />
    </div>
  );
}
