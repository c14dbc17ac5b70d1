import { type ComponentProps, type ComponentType, type LazyExoticComponent, type ReactNode, Suspense, useState } from "react";

export interface MenuProps {
  /** Makes the button anew, with what a menu needs on it. */
  button: (props?: ComponentProps<"button">) => ReactNode;
}

/**
 * A button whose menu comes when it is first wanted: menus are heavy, and most visits open none. The menu's own button
 * then takes this one's place, looks the same, and is open.
 */
export function LaterMenu<P extends MenuProps>({
  menu: Menu,
  load,
  kind = "menu",
  ...props
}: { menu: LazyExoticComponent<ComponentType<P>>; load: () => Promise<unknown>; kind?: "menu" | "dialog" } & P) {
  const [wanted, setWanted] = useState(false);
  const ahead = (): void => void load();
  if (!wanted) return props.button({ "aria-haspopup": kind, "aria-expanded": false, onClick: () => setWanted(true), onPointerEnter: ahead, onFocus: ahead });
  return (
    <Suspense fallback={props.button({ "aria-haspopup": kind, "aria-expanded": false, "aria-busy": true })}>
      <Menu {...(props as unknown as P)} />
    </Suspense>
  );
}
