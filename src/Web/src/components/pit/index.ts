export { AirWord } from "./AirWord";
export { BigValues } from "./BigValues";
export { DeviceBadge } from "./DeviceBadge";
export { Freshness } from "./Freshness";
export { Reason, reasonText } from "./Reason";
export { useFreshness } from "./useFreshness";
export { useFullScreen } from "./useFullScreen";
