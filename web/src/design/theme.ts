import { createTheme, defaultVariantColorsResolver, type MantineColorsTuple } from "@mantine/core";

/* Shades that Mantine asks for by number; everything visible goes by the tokens. */
const ember: MantineColorsTuple = ["#fdf3ed", "#fbe2d3", "#f6c3a6", "#f1a276", "#ed8650", "#e8743a", "#d35d22", "#a83f16", "#8c3211", "#6b250b"];

const gray: MantineColorsTuple = ["#faf8f5", "#f3efe9", "#ece6dd", "#e4ddd3", "#d3cabd", "#b0a597", "#857a6e", "#5d554c", "#3c362f", "#231f1b"];
const dark: MantineColorsTuple = ["#f1ebe4", "#c0b5a9", "#a2968a", "#6b6058", "#4a4039", "#322b26", "#241f1b", "#1e1a17", "#171412", "#131110"];

export const theme = createTheme({
  colors: { ember, gray, dark },
  primaryColor: "ember",
  primaryShade: { light: 7, dark: 4 },
  fontFamily: "var(--font-text)",
  fontFamilyMonospace: "var(--font-mono)",
  headings: { fontFamily: "var(--font-text)", fontWeight: "600" },
  defaultRadius: "md",
  radius: { sm: "6px", md: "10px", lg: "16px" },
  // Words on a filled ground are dark in the dark scheme, where the ground is bright.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    return input.variant === "filled" ? { ...colors, color: "var(--on-ember)" } : colors;
  },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { radius: "md" } },
    Modal: { defaultProps: { radius: "lg", centered: true, overlayProps: { backgroundOpacity: 0.35, blur: 2 }, transitionProps: { duration: 120 } } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    Menu: { defaultProps: { shadow: "md", radius: "md", transitionProps: { duration: 80 } } },
  },
});
