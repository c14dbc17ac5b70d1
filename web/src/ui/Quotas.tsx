import { Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { QuotaUse } from "../data/types.ts";
import { useProblemText } from "./action.ts";
import { Note, Row, Rows, Section, Waiting } from "./bits.tsx";
import css from "./form.module.css";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** Bytes as people say them, in their language: of a thousand each, as disks are sold. */
function bytes(value: number, language: string): string {
  const step = Math.min(UNITS.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3));
  return new Intl.NumberFormat(language, { style: "unit", unit: UNITS[step]!, maximumFractionDigits: 1 }).format(value / 1000 ** step);
}

interface View {
  items: readonly QuotaUse[];
  phase: string;
  error: unknown;
}

/** How much there may be of what is limited, and how much of it is taken. */
export function Quotas({ title, lead, view }: { title: string; lead: string; view: View }) {
  const { t, i18n } = useTranslation();
  const problem = useProblemText();
  const shown = (one: QuotaUse, value: number): string =>
    one.unit === "byte" ? bytes(value, i18n.language) : new Intl.NumberFormat(i18n.language).format(value);
  const known = view.items.filter((one) => i18n.exists(`quota.${one.quota}`));
  return (
    <Section title={title} lead={lead}>
      {view.error ? <Note tone="amber">{problem(view.error)}</Note> : null}
      {view.phase !== "ready" ? (
        <Waiting rows={4} />
      ) : (
        <Rows label={title}>
          {known.map((one) => {
            const share = Math.min(100, one.limit ? (100 * one.used) / one.limit : 100);
            const name = t(`quota.${one.quota}`);
            return (
              <Row key={one.quota}>
                <strong>{name}</strong>
                <div className={css.detail}>{t("quota.of", { used: shown(one, one.used), limit: shown(one, one.limit) })}</div>
                <Progress.Root size="sm" mt={6}>
                  <Progress.Section value={share} color={share >= 90 ? "red" : undefined} aria-label={name} />
                </Progress.Root>
              </Row>
            );
          })}
        </Rows>
      )}
    </Section>
  );
}
