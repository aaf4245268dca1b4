export { Actor } from "./Actor";
export { DeviceState, LicenseState, WorkshopState } from "./badges";
export { useReasonWords } from "./useReasonWords";
export { WorkshopFilter, WorkshopLink } from "./WorkshopFilter";
