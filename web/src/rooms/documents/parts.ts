import { later } from "../../app/later.tsx";

export const Documents = later(() => import("./Documents.tsx"));
export const DocumentRoom = later(() => import("./DocumentRoom.tsx"));
export const Trash = later(() => import("./Trash.tsx"));
