export { JobsNav } from "./JobsNav";
export { Remaining } from "./Remaining";
export { ReportButton } from "./ReportButton";
export { RunningJob } from "./RunningJob";
export { Stars } from "./Stars";
export { StatusBadge } from "./StatusBadge";
export { useActivityText } from "./useActivityText";
export { spanText, useSpan } from "./useSpan";
