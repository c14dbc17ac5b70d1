import type { SignedIn } from "../data/types.ts";
import { session } from "./context.tsx";

export function begin(answer: SignedIn): void {
  session.begin(answer.access_token, answer.expires_in, { person: answer.person.id, name: answer.person.name, email: answer.person.email });
}
