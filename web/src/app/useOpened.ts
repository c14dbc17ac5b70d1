import { type RefObject, useEffect, useRef, useState } from "react";

/** Opens what was asked for before it was there, from its own button, so that closing it leads back there. */
export function useOpened(): { button: RefObject<HTMLButtonElement | null>; opened: boolean; setOpened: (opened: boolean) => void } {
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    button.current?.focus();
    setOpened(true);
  }, []);
  return { button, opened, setOpened };
}
