export { AlertPages } from "./AlertPages";
export { SeverityBadge, StatusBadge, toneOf } from "./badges";
export { NothingHere } from "./NothingHere";
export { useAlertWords } from "./useAlertWords";
