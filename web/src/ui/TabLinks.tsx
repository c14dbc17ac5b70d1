import { type ComponentType, useEffect, useRef } from "react";
import { Link } from "wouter";
import { afterPaint } from "../app/marks.ts";
import css from "./tabs.module.css";

export interface TabLink {
  id: string;
  href: string;
  label: string;
  icon: ComponentType<{ size?: number }>;
}

/** Places with addresses of their own, so links and the back button work. */
export function TabLinks({ label, tabs, current }: { label: string; tabs: readonly TabLink[]; current: string }) {
  const here = useRef<HTMLAnchorElement>(null);
  useEffect(
    // Where it stands is asked for when it has been painted: asking earlier has the page laid out twice.
    () => afterPaint(() => void here.current?.scrollIntoView({ inline: "nearest", block: "nearest" })),
    [current],
  );
  return (
    <nav aria-label={label} className={css.tabs}>
      {tabs.map(({ id, href, label: text, icon: Icon }) => (
        <Link key={id} href={href} aria-current={id === current ? "page" : undefined} ref={id === current ? here : undefined} className={css.tab}>
          <Icon size={16} />
          {text}
        </Link>
      ))}
    </nav>
  );
}
