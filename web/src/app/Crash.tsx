import { Component, type ReactNode } from "react";
import i18next from "i18next";
import css from "./pieces.module.css";

/** A fault in a room never takes the words along: they are on disk, and this says so. */
export class Crash extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    if (!this.state.error) return this.props.children;
    return (
      <main className={css.crash} role="alert">
        <img src="/mark.svg" width={48} height={48} alt="" />
        <h1>{i18next.t("crash.title")}</h1>
        <p>{i18next.t("crash.text")}</p>
        <pre>{this.state.error.message}</pre>
        <button type="button" onClick={() => location.reload()}>
          {i18next.t("crash.reload")}
        </button>
      </main>
    );
  }
}
