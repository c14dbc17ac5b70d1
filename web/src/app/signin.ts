import type { SignedIn } from "../data/types.ts";
import { session } from "./context.tsx";

export function begin(answer: SignedIn): void {
  session.begin(answer.access_token, answer.expires_in, { person: answer.person.id, name: answer.person.name, email: answer.person.email });
}

/** Rooms that a mail's link opens, whether or not somebody is signed in. */
export const DOORS = /^\/(sign-in|sign-up|verify|verify-email|forgot|reset|reset-password|invite|invitations|confirm-email|cancel-email|take-back)(\/.*)?$/;

/** The way to the sign-in, and back to where one is. */
export const signInFrom = (here: string): string => (DOORS.test(here) || here === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(here)}`);
