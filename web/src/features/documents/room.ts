import { later } from "../../app/later.tsx";

/** The room, whose code comes when somebody goes there, or is about to. */
export const DocumentRoom = later(() => import("./DocumentRoom.tsx"));
