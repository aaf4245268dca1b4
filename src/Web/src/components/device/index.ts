export { Age } from "./Age";
export { CredentialsOnce } from "./CredentialsOnce";
export { FindingAlert } from "./FindingAlert";
export { RotateSecret } from "./RotateSecret";
export { type Credentials } from "./setupText";
export { LicenseBadge, StatusBadge } from "./StatusBadge";
export { useReason } from "./useReason";
