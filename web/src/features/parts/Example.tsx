import type { ReactNode } from "react";
import css from "./parts.module.css";

export function Example({ title, children, wide }: { title: string; children: ReactNode; wide?: boolean }) {
  return (
    <section className={css.example} aria-label={title} data-wide={wide || undefined}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
