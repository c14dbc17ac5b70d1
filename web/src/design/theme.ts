import { createTheme, type MantineColorsTuple } from "@mantine/core";

/* Shades that Mantine asks for by number; everything visible goes by the tokens. */
const ember: MantineColorsTuple = ["#fdf3ed", "#fbe2d3", "#f6c3a6", "#f1a276", "#ed8650", "#e8743a", "#d35d22", "#a83f16", "#8c3211", "#6b250b"];

export const theme = createTheme({
  colors: { ember },
  primaryColor: "ember",
  primaryShade: { light: 7, dark: 4 },
  fontFamily: "var(--font-text)",
  fontFamilyMonospace: "var(--font-mono)",
  headings: { fontFamily: "var(--font-text)", fontWeight: "600" },
  defaultRadius: "md",
  radius: { sm: "6px", md: "10px", lg: "16px" },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { radius: "md" } },
    Modal: { defaultProps: { radius: "lg", centered: true, overlayProps: { backgroundOpacity: 0.35, blur: 2 }, transitionProps: { duration: 120 } } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    Menu: { defaultProps: { shadow: "md", radius: "md", transitionProps: { duration: 80 } } },
  },
});
