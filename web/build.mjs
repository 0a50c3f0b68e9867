// Writes kg/serve/static/editor.min.js, editor.min.css and editor.licences.txt from what package.json pins.
//
// Three things of the editor are cut out, because nothing may leave the reader's computer and the list of
// prefixes it carries was filled in by strangers: that list, the search in Linked Open Vocabularies, and the
// endpoint it asks when none is given.
import { build } from "esbuild";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const out = join(here, "..", "kg", "serve", "static");
const editor = join(modules, "@zazuko", "yasqe", "build");

const CUTS = [
  [/}, madsrdf = "[^]*?\n}, conf\$2 = {/, "}, prefixes_default = {}, conf$$2 = {"],
  [/var fetchFromLov = \(e, t, n\) => {[^]*?\n}, completers = \[/, "var fetchFromLov = () => Promise.resolve([]), completers = ["],
  [/endpoint: "https:\/\/dbpedia\.org\/sparql"/, 'endpoint: "/sparql"'],
];

function trimmed(source) {
  return CUTS.reduce((text, [pattern, instead]) => {
    if (!pattern.test(text)) throw new Error(`the editor has changed: ${pattern} is not in it`);
    return text.replace(pattern, instead);
  }, source);
}

// The packages whose code is inside the editor's own build, as its source map tells.
function packages() {
  const { sources } = JSON.parse(readFileSync(join(editor, "yasqe.esm.js.map"), "utf8"));
  const inside = sources.map((path) => path.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]);
  return ["@zazuko/yasqe", ...new Set(inside.filter(Boolean).sort())];
}

// The editor's own package says MIT and ships no text; these are the names it gives, and MIT's words.
const YASQE = `Copyright (c) Triply <info@triply.cc>; contributors: Zazuko GmbH

${readFileSync(join(here, "..", "LICENSE"), "utf8").replace(/^[^]*?(?=Permission is hereby)/, "").trim()}`;

function licence(name) {
  const folder = join(modules, name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e(\.\w+)?$/i.test(one));
  if (!file && name !== "@zazuko/yasqe") throw new Error(`${name} has no licence text`);
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : YASQE;
  return `${"=".repeat(78)}\n${name} ${version}: ${license}\n${"=".repeat(78)}\n${text}\n`;
}

if (!existsSync(editor)) throw new Error("npm install comes first");
const { version } = JSON.parse(readFileSync(join(modules, "@zazuko", "yasqe", "package.json"), "utf8"));
const banner = `/* @zazuko/yasqe ${version} (MIT) and what it holds; licences: editor.licences.txt; made by web/build.mjs */`;
await build({
  entryPoints: [join(here, "editor.js")],
  outfile: join(out, "editor.min.js"),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  charset: "utf8",
  legalComments: "none",
  banner: { js: banner },
  plugins: [
    {
      name: "trim",
      setup(one) {
        one.onLoad({ filter: /yasqe\.esm\.js$/ }, ({ path }) => ({
          contents: trimmed(readFileSync(path, "utf8")),
        }));
      },
    },
  ],
});
writeFileSync(join(out, "editor.min.css"), `${banner}\n${readFileSync(join(editor, "yasqe.min.css"), "utf8").trim()}\n`);
writeFileSync(join(out, "editor.licences.txt"), packages().map(licence).join("\n"));
