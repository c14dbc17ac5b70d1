import { later } from "../../app/later.tsx";

export { DocumentRoom } from "./room.ts";
export const Documents = later(() => import("./Documents.tsx"));
export const Trash = later(() => import("./Trash.tsx"));
