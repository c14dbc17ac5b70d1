import { ChevronRight, CircleAlert, type LucideIcon } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useNow } from "../app/context.tsx";
import { afterPaint } from "../app/marks.ts";
import { ago, moment } from "../i18n/dates.ts";
import { useLanguageTag } from "../i18n/index.ts";
import css from "./bits.module.css";
import type { ListParts, Place } from "./Long.tsx";

export function Page({
  title,
  lead,
  actions,
  children,
  wide,
  trail,
}: {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  wide?: boolean;
  /** The places above this one, from the top. */
  trail?: readonly { href: string; label: string }[];
}) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(title);
  // A screen reader hears where it is after every navigation; unless somebody is already somewhere else.
  useEffect(() => {
    const before = document.activeElement;
    let timer: ReturnType<typeof setTimeout>;
    const focus = (): void => {
      const now = document.activeElement;
      if (now === before || now === document.body) heading.current?.focus({ preventScroll: true });
    };
    const stop = afterPaint(() => (timer = setTimeout(focus)));
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [title]);
  return (
    <div className={css.page} data-wide={wide || undefined}>
      {trail && (
        <nav aria-label={t("room.path")} className={css.breadcrumb}>
          {trail.map(({ href, label }) => (
            <span key={href}>
              <Link href={href}>{label}</Link>
              <ChevronRight size={14} aria-hidden />
            </span>
          ))}
        </nav>
      )}
      <header className={css.head}>
        <div>
          <h1 className={css.title} ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p className={css.lead}>{lead}</p>}
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Hearth` : "Hearth";
  }, [title]);
}

export function Section({
  title,
  lead,
  actions,
  children,
  danger,
}: {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
  danger?: boolean;
}) {
  return (
    <section className={css.section} data-danger={danger || undefined}>
      <div className={css.sectionHead}>
        <div>
          <h2 className={css.sectionTitle}>{title}</h2>
          {lead && <p className={css.sectionLead}>{lead}</p>}
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}

export function Empty({
  icon: Icon,
  title,
  children,
  action,
  alone,
}: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  alone?: boolean;
}) {
  const Heading = alone ? "h1" : "h2";
  return (
    <div className={css.empty}>
      <span className={css.emptyIcon} aria-hidden>
        <Icon size={26} strokeWidth={1.6} />
      </span>
      <Heading className={css.emptyTitle}>{title}</Heading>
      {children && <div className={css.emptyText}>{children}</div>}
      {action}
    </div>
  );
}

export function Waiting({ rows = 5 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t("ui.loading")} className={css.waiting}>
      {Array.from({ length: rows }, (_, i) => (
        <span key={i} style={{ width: `${92 - ((i * 17) % 45)}%` }} />
      ))}
    </div>
  );
}

export function Note({ children, tone = "rose" }: { children: ReactNode; tone?: "rose" | "amber" | "leaf" }) {
  if (!children) return null;
  return (
    <div className={css.note} data-tone={tone} role={tone === "rose" ? "alert" : "status"}>
      <CircleAlert size={17} aria-hidden />
      <div>{children}</div>
    </div>
  );
}

export function Ago({ at }: { at: number | string | null | undefined }) {
  const language = useLanguageTag();
  const now = useNow(20_000);
  if (!at) return null;
  return (
    <time dateTime={new Date(at).toISOString()} title={moment(at, language)}>
      {ago(at, Math.max(now, Math.min(new Date(at).getTime(), Date.now())), language)}
    </time>
  );
}

const HUES = ["#8c3211", "#6a4a0b", "#2f6b46", "#1f5f73", "#4a4f9e", "#7a3a80", "#9a2a4f", "#5b5347"];

export function hueOf(id: string): string {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) >>> 0;
  return HUES[sum % HUES.length]!;
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return ((Array.from(words[0] ?? "?")[0] ?? "?") + (words.length > 1 ? (Array.from(words.at(-1)!)[0] ?? "") : "")).toUpperCase();
}

export function Face({ id, name, picture, size = 28 }: { id: string; name: string; picture?: string | null; size?: number }) {
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span className={css.face} style={{ width: size, height: size, fontSize: size * 0.38, background: hueOf(id) }} aria-hidden>
      {picture && picture !== broken ? <img src={picture} alt="" loading="lazy" onError={() => setBroken(picture)} /> : initials(name)}
    </span>
  );
}

export function PersonLine({ id, name, detail, picture, extra }: { id: string; name: string; detail?: ReactNode; picture?: string | null; extra?: ReactNode }) {
  return (
    <div className={css.person}>
      <Face id={id} name={name} picture={picture} size={34} />
      <div className={css.personText}>
        <div className={css.personName}>
          <bdi title={name}>{name}</bdi> {extra}
        </div>
        {detail && (
          <div className={css.personDetail}>
            <bdi>{detail}</bdi>
          </div>
        )}
      </div>
    </div>
  );
}

export function Tag({ children, tone }: { children: ReactNode; tone?: "ember" | "leaf" | "amber" | "rose" }) {
  return (
    <span className={css.tag} data-tone={tone}>
      {children}
    </span>
  );
}

export function Rows({ children, label, ...list }: { children: ReactNode; label: string } & ListParts) {
  return (
    <ul className={css.rows} aria-label={label} {...list}>
      {children}
    </ul>
  );
}

/** `person`: where there is little room, what can be done stands `below` the name, or `beside` it when it is one short word. */
export function Row({ children, actions, person, ...place }: { children: ReactNode; actions?: ReactNode; person?: "below" | "beside" | false } & Place) {
  return (
    <li className={css.row} data-person={person || undefined} {...place}>
      <div className={css.rowMain}>{children}</div>
      {actions && <div className={css.actions}>{actions}</div>}
    </li>
  );
}
