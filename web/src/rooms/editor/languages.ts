/** Their own names, the same in every language; what is kept is what Markdown writes behind its fence. */
export const LANGUAGES: Record<string, string> = {
  bash: "Bash", c: "C", cpp: "C++", csharp: "C#", css: "CSS", diff: "Diff", go: "Go", graphql: "GraphQL", haskell: "Haskell", html: "HTML", java: "Java", javascript: "JavaScript",
  json: "JSON", kotlin: "Kotlin", lua: "Lua", markdown: "Markdown", php: "PHP", python: "Python", r: "R", ruby: "Ruby", rust: "Rust", scala: "Scala", sql: "SQL", swift: "Swift", toml: "TOML",
  typescript: "TypeScript", xml: "XML", yaml: "YAML",
};
