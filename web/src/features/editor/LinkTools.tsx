import { type Editor, useEditorState } from "@tiptap/react";
import { Check, Copy, ExternalLink, Pencil, SquareArrowOutUpRight, Unlink } from "lucide-react";
import { type FormEvent, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { say } from "../../app/notify.tsx";
import { Afloat } from "./Afloat.tsx";
import { turnable, turnCard } from "./cards.ts";
import type { Float } from "./floats.ts";
import { addressOf, linkAt } from "./links.ts";
import { Tool } from "./Tool.tsx";

const unlink = (editor: Editor): boolean => editor.chain().focus().extendMarkRange("link").unsetLink().run();

/** Under a link that holds the caret: where it leads, and what can be done with it. */
export function LinkTools({ editor, float }: { editor: Editor; float: Float }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const href = useEditorState({ editor, selector: ({ editor: now }) => linkAt(now) });
  const alone = useEditorState({ editor, selector: ({ editor: now }) => turnable(now)?.made.type === "bookmark" });
  useEffect(() => float.onAsk(() => setEditing(true)), [float]);
  return (
    <Afloat float={float} editor={editor} label={t("mark.link")} onHide={() => setEditing(false)}>
      {editing ? (
        <LinkField editor={editor} done={() => setEditing(false)} />
      ) : (
        <>
          {href !== null && (
            <a className="h-link-open" href={href} target="_blank" rel="noopener noreferrer nofollow" title={t("link.open")}>
              <ExternalLink size={15} aria-hidden />
              <span>{href}</span>
            </a>
          )}
          <Tool label={t("link.edit")} icon={Pencil} keys="Ctrl K" run={() => setEditing(true)} />
          {href !== null && (
            <Tool
              label={t("link.copy")}
              icon={Copy}
              run={() => void navigator.clipboard.writeText(new URL(href, location.href).href).then(() => say(t("ui.copied")))}
            />
          )}
          {alone && <Tool label={t("grip.card")} icon={SquareArrowOutUpRight} run={() => turnCard(editor)} />}
          <Tool label={t("mark.unlink")} icon={Unlink} run={() => unlink(editor)} />
        </>
      )}
    </Afloat>
  );
}

/** The address of a link, for what is chosen or for the link that holds the caret. Emptied, it takes the link away. */
export function LinkField({ editor, done }: { editor: Editor; done: () => void }) {
  const { t } = useTranslation();
  const problem = useId();
  const [href, setHref] = useState((editor.getAttributes("link").href as string | undefined) ?? "");
  const [refused, setRefused] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const address = addressOf(href);
    if (!href.trim()) unlink(editor);
    else if (address === null) return setRefused(true);
    else editor.chain().focus().extendMarkRange("link").setLink({ href: address }).run();
    done();
  };
  return (
    <form onSubmit={submit}>
      <input
        autoFocus
        onKeyDown={(event) => event.key === "Escape" && (event.stopPropagation(), done(), editor.commands.focus())}
        value={href}
        placeholder="https://"
        inputMode="url"
        aria-label={t("mark.linkTo")}
        aria-invalid={refused || undefined}
        aria-describedby={refused ? problem : undefined}
        onChange={(event) => (setHref(event.target.value), setRefused(false))}
      />
      {refused && (
        <small id={problem} role="alert">
          {t("link.refused")}
        </small>
      )}
      <button type="submit" aria-label={t("ui.save")}>
        <Check size={17} />
      </button>
      <button type="button" aria-label={t("mark.unlink")} onClick={() => (unlink(editor), done())}>
        <Unlink size={17} />
      </button>
    </form>
  );
}
