import { Button } from "@mantine/core";
import { Inbox } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Empty } from "../../ui/bits.tsx";
import type { Attachment } from "../../ui/composer/Composer.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Table } from "../../ui/table/Table.tsx";
import { Example } from "./Example.tsx";
import { BURN_UP, DAYS, FIELDS, FLOW, LOAD, LOAD_OF, PEOPLE } from "./examples.ts";
import css from "./parts.module.css";

const Chart = lazy(() => import("../../ui/charts/Chart.tsx"));
const Composer = lazy(() => import("../../ui/composer/Composer.tsx"));

export function ChartsExample() {
  return (
    <Example title="Charts" wide>
      <Suspense fallback={<Skeleton kind="chart" />}>
        <div className={css.charts}>
          <Chart label="Burn-up" kind="lines" x={DAYS} series={BURN_UP} />
          <Chart label="Cumulative flow" kind="stack" x={DAYS} series={FLOW} />
          <Chart label="Workload" kind="bars" x={LOAD_OF} series={LOAD} format={(value) => `${value} h`} />
          <Chart label="Nothing yet" kind="lines" x={[]} series={[]} height={160} />
        </div>
      </Suspense>
    </Example>
  );
}

const PICTURE = "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'><rect width='40' height='40' fill='%23e8743a'/></svg>";

export function ComposerExample() {
  const [sent, setSent] = useState<readonly string[]>([]);
  const [pictures, setPictures] = useState<readonly Attachment[]>([
    { id: "a", name: "drawing.png", url: PICTURE },
    { id: "b", name: "a picture with a very long name indeed.jpg", progress: 0.6 },
    { id: "c", name: "broken.gif", error: "This image format is not supported." },
  ]);
  return (
    <Example title="Composer" wide>
      <div className={css.columns}>
        <Suspense fallback={<Skeleton kind="lines" />}>
          <div>
            <ul aria-label="Sent">
              {sent.map((one, i) => (
                <li key={i}>
                  <bdi>{one}</bdi>
                </li>
              ))}
            </ul>
            <Composer
              label="Message to everyone"
              people={PEOPLE}
              send={({ markdown }) => setSent((now) => [...now, markdown])}
              enterSends
              addPictures={() => undefined}
            />
          </div>
          <Composer
            label="Message with pictures"
            people={PEOPLE}
            draft={"The **second** mill is done, [@Ada Lovelace](mention:ada). `carry` is next:\n\n- wheels\n- axes"}
            send={() => false}
            attachments={pictures}
            removeAttachment={(id) => setPictures((now) => now.filter((one) => one.id !== id))}
            addPictures={(files) => setPictures((now) => [...now, ...files.map((file, i) => ({ id: `${now.length}${i}`, name: file.name }))])}
          />
          <Composer
            label="Disabled"
            people={PEOPLE}
            placeholder="Only members can write here"
            send={() => false}
            disabled
            error="You can’t write in an archived channel."
          />
        </Suspense>
      </div>
    </Example>
  );
}

export function StatesExample() {
  return (
    <Example title="Waiting, empty, failed, beside" wide>
      <div className={css.columns}>
        <Skeleton kind="table" />
        <Skeleton kind="cards" rows={2} />
        <Skeleton kind="panel" />
      </div>
      <Skeleton kind="board" />
      <div className={css.columns}>
        <Table
          label="Failed"
          fields={FIELDS}
          rows={[]}
          view={{}}
          changeView={() => undefined}
          phase="error"
          error="Hearth can’t be reached. Check your connection."
          retry={() => undefined}
        />
        <Empty icon={Inbox} title="No tasks yet" action={<Button size="xs">New task</Button>}>
          What is to be done stands here, with who does it and until when.
        </Empty>
        <Panel label="A task that is open" close={() => undefined} inline>
          <p>What belongs to the object that is open.</p>
        </Panel>
      </div>
    </Example>
  );
}
