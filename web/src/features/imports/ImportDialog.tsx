import { Button, Modal } from "@mantine/core";
import { FileText, FileUp, X } from "lucide-react";
import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { navigate } from "wouter/use-browser-location";
import { useOnline, useResource, useWorkspace } from "../../app/context.tsx";
import { say, sayWith } from "../../app/notify.tsx";
import { ME } from "../../data/resources.ts";
import { useAction } from "../../ui/action.ts";
import { Note } from "../../ui/bits.tsx";
import form from "../../ui/form.module.css";
import { Picker } from "../../ui/Picker.tsx";
import { documents } from "../documents/resources.ts";
import { pathTo } from "../documents/tree.ts";
import { ended, jobs } from "../jobs/resources.ts";
import { ACCEPTED, bringsFiles, handed, importFiles, MOST_FILES, wrongWith } from "./files.ts";
import css from "./imports.module.css";

const TOP = "top";

/** Which files become documents, and where; what is wrong with one is said before anything is sent. */
export default function ImportDialog({ org, close }: { org: string; close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const online = useOnline();
  const list = useResource(documents, org);
  const [files, setFiles] = useState<readonly File[]>(() => handed.files.slice(0, MOST_FILES));
  const [parent, setParent] = useState(handed.parent ?? TOP);
  const [sent, setSent] = useState(0);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const good = files.filter((file) => wrongWith(file) === null);

  const add = (more: Iterable<File>): void => {
    const known = new Set(files.map(({ name, size }) => `${name}/${size}`));
    setFiles([...files, ...[...more].filter(({ name, size }) => !known.has(`${name}/${size}`))].slice(0, MOST_FILES));
  };
  const start = useAction(async () => {
    setSent(0);
    const job = await importFiles(workspace, org, good, parent === TOP ? null : parent, setSent);
    handed.files = [];
    close();
    say(t("job.started"));
    void ended(workspace.collection(jobs, ME), job.id).then((done) => {
      const facts = done?.result?.facts as { documents?: number; first?: { id: string } } | undefined;
      if (!facts?.first) return;
      const { id } = facts.first;
      void workspace.collection(documents, org).refreshOne(id);
      sayWith(t("job.imported", { count: facts.documents ?? 1 }), t("import.open"), () => navigate(`/o/${org}/documents/${id}`));
    });
  });
  const titleOf = (one: { title: string }): string => one.title || t("documents.untitled");
  const places = list.items
    .filter(({ role }) => role === undefined || role === "editor")
    .map((one) => ({ value: one.id, label: titleOf(one), hint: pathTo(list.byId, one.id).map(titleOf).join(" / ") }));

  const leave = (): void => {
    handed.files = [];
    close();
  };
  return (
    <Modal opened onClose={leave} title={t("import.title")} closeButtonProps={{ "aria-label": t("ui.close") }}>
      <div className={form.form}>
        <div
          className={css.drop}
          data-over={over || undefined}
          onDragOver={(event) => {
            if (!bringsFiles(event.dataTransfer)) return;
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            event.stopPropagation();
            setOver(false);
            add(event.dataTransfer.files);
          }}
        >
          <FileUp size={22} aria-hidden />
          <p>{t("import.drop")}</p>
          <Button variant="default" size="xs" onClick={() => input.current?.click()} aria-describedby={hint} data-autofocus>
            {t("import.choose")}
          </Button>
          <p className="quiet" id={hint}>
            {t("import.kinds")}
          </p>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            tabIndex={-1}
            aria-hidden
            accept={ACCEPTED.join(",")}
            onChange={(event) => (add(event.target.files ?? []), (event.target.value = ""))}
          />
        </div>
        {files.length > 0 && (
          <ul className={css.files} aria-label={t("import.files")}>
            {files.map((file) => {
              const wrong = wrongWith(file);
              return (
                <li key={`${file.name}/${file.size}`} data-wrong={wrong !== null || undefined}>
                  <FileText size={16} aria-hidden />
                  <span>
                    <span dir="auto">{file.name}</span>
                    {wrong && <small role="alert">{t(wrong)}</small>}
                  </span>
                  <button
                    type="button"
                    aria-label={t("import.leaveOut", { name: file.name })}
                    disabled={start.busy}
                    onClick={() => setFiles(files.filter((one) => one !== file))}
                  >
                    <X size={15} />
                  </button>
                </li>
              );
            })}
          </ul>
        )}
        <Picker label={t("import.into")} options={[{ value: TOP, label: t("room.top") }, ...places]} value={parent} choose={setParent} />
        <Note>{start.error}</Note>
        {!online && <Note tone="amber">{t("import.offline")}</Note>}
        {start.busy && (
          <p className="quiet" role="status">
            {t("import.sending", { done: sent, count: good.length })}
          </p>
        )}
        <div className={form.answers}>
          <Button variant="default" onClick={leave}>
            {t("ui.cancel")}
          </Button>
          <Button onClick={() => void start.run()} loading={start.busy} disabled={good.length === 0 || !online}>
            {t("import.start", { count: good.length })}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
