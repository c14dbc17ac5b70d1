import { Popover, type PopoverProps } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import css from "./pickers.module.css";

interface Props {
  opened: boolean;
  /** Somebody went elsewhere. */
  close: () => void;
  /** Escape, where that is something else. */
  giveUp?: () => void;
  label: string;
  children: ReactElement;
  content: ReactNode;
  position?: PopoverProps["position"];
  wide?: boolean;
}

/** A picker beside what it is for. It takes the focus, gives it back, and is never wider than a phone. */
export function Pop({ opened, close, giveUp = close, label, children, content, position = "bottom-start", wide }: Props) {
  return (
    <Popover
      opened={opened}
      onDismiss={close}
      position={position}
      trapFocus
      returnFocus
      closeOnEscape={false}
      withinPortal
      shadow="md"
      radius="md"
      offset={4}
      transitionProps={{ duration: 80 }}
      middlewares={{ shift: { padding: 8 }, flip: { padding: 8 }, size: false }}
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown
        aria-label={label}
        className={wide ? css.popWide : css.pop}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.defaultPrevented) return;
          event.preventDefault();
          event.stopPropagation();
          giveUp();
        }}
      >
        {content}
      </Popover.Dropdown>
    </Popover>
  );
}
