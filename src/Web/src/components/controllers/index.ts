export { type Action, ActionFields, useActionWords } from "./ActionFields";
export { ControlRow } from "./ControlRow";
export { ProgressNote } from "./ProgressNote";
export { useControlWords } from "./useControlWords";
