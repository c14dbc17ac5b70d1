import {
  CalendarDays,
  Code,
  Columns2,
  Columns3,
  Columns4,
  FoldVertical,
  Heading1,
  Heading2,
  Heading3,
  Image,
  List,
  ListOrdered,
  ListTodo,
  type LucideIcon,
  MessageSquareWarning,
  Minus,
  Pi,
  Pilcrow,
  Quote,
  Sigma,
  Table,
  Workflow,
} from "lucide-react";

const ICONS: Record<string, LucideIcon> = {
  paragraph: Pilcrow,
  heading1: Heading1,
  heading2: Heading2,
  heading3: Heading3,
  bulletList: List,
  orderedList: ListOrdered,
  taskList: ListTodo,
  blockquote: Quote,
  callout: MessageSquareWarning,
  details: FoldVertical,
  columns2: Columns2,
  columns3: Columns3,
  columns4: Columns4,
  date: CalendarDays,
  codeBlock: Code,
  blockMath: Sigma,
  inlineMath: Pi,
  diagram: Workflow,
  table: Table,
  image: Image,
  horizontalRule: Minus,
};

export function BlockIcon({ name }: { name: string }) {
  const Icon = ICONS[name] ?? Pilcrow;
  return <Icon size={18} strokeWidth={1.8} aria-hidden />;
}
