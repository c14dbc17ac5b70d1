import {
  Code,
  FilePlus,
  FileText,
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
  codeBlock: Code,
  blockMath: Sigma,
  inlineMath: Pi,
  table: Table,
  image: Image,
  horizontalRule: Minus,
  embed: FileText,
  page: FileText,
  newPage: FilePlus,
};

export function BlockIcon({ name }: { name: string }) {
  const Icon = ICONS[name] ?? Pilcrow;
  return <Icon size={18} strokeWidth={1.8} aria-hidden />;
}
