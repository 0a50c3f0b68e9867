// The query page: the editor, the named questions as forms, and the answer as a table. Words of the graph are only
// ever put in as text.
"use strict";

const SHOWN = 1000; // rows put into the table
const KEPT = "gongbao-query"; // where the browser keeps the reader's last query

const byId = (id) => document.getElementById(id);

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// --- completion from this graph's own terms

let words = { prefixes: {}, terms: [] };

async function learn() {
  words = await (await fetch("/vocabulary")).json();
}

function atTerm(yasqe) {
  const { string } = yasqe.getCompleteToken();
  return /^[a-z]+:?[\w-]*$/i.test(string) && !/^(select|where|prefix|optional|filter|union|ask|construct)$/i.test(string);
}

function wantsClass(yasqe) {
  const token = yasqe.getCompleteToken();
  const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
  return ["a", "rdf:type"].includes(before.string);
}

const terms = {
  name: "terms",
  bulk: false,
  autoShow: true,
  isValidCompletionPosition: atTerm,
  get(yasqe, token) {
    const typed = token.string.toLowerCase();
    const classes = wantsClass(yasqe);
    const local = ({ name }) => name.slice(name.indexOf(":") + 1).toLowerCase();
    return words.terms
      .filter((word) => word.isClass === classes)
      .filter((word) => word.name.toLowerCase().startsWith(typed) || local(word).startsWith(typed))
      .map((word) => word.name);
  },
  postprocessHints(yasqe, hints) {
    const called = new Map(words.terms.map((word) => [word.name, word]));
    return hints.map((hint) => ({ ...hint, displayText: told(called.get(hint.text)) }));
  },
};

const told = ({ name, zh, en }) => [name, zh, en].filter((word) => word && word !== name).reduce((a, b) => `${a}  ${b}`, name);

const prefixes = {
  ...Yasqe.Autocompleters.prefixes,
  bulk: false,
  persistenceId: null,
  get(yasqe, token) {
    const typed = (token.autocompletionString || token.string).toLowerCase();
    return Object.entries(words.prefixes)
      .map(([name, space]) => `${name}: <${space}>`)
      .filter((line) => line.startsWith(typed));
  },
};

// --- the answer

// Things under the base open on this server, whatever host their names say.
function here(iri) {
  if (iri.startsWith(base)) return `/id/${iri.slice(base.length)}`;
  for (const [name, space] of Object.entries(words.prefixes)) {
    const local = iri.slice(space.length);
    if (iri.startsWith(space) && local && !local.includes("/")) return `/term/${name}:${local}`;
  }
  return /^https?:/.test(iri) ? iri : null;
}

function short(iri) {
  if (iri.startsWith(base)) return decoded(iri.slice(base.length));
  const path = here(iri);
  return path && path.startsWith("/term/") ? path.slice("/term/".length) : iri;
}

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function cell(term) {
  const made = element("td");
  if (!term) return made;
  const path = term.type === "uri" ? here(term.value) : null;
  if (path) made.append(element("a", short(term.value), { href: path, rel: "noreferrer" }));
  else made.textContent = term.value;
  if (/#(integer|decimal|double)$/.test(term.datatype || "")) made.className = "number";
  return made;
}

function table({ head, results }) {
  const made = element("table");
  const top = made.createTHead().insertRow();
  for (const name of head.vars) top.append(element("th", name, { scope: "col" }));
  const body = made.createTBody();
  for (const row of results.bindings.slice(0, SHOWN)) {
    body.insertRow().append(...head.vars.map((name) => cell(row[name])));
  }
  return made;
}

function tell(text, wrong = false) {
  byId("told").textContent = text;
  byId("told").className = wrong ? "wrong" : "";
}

function showRows(answer, seconds) {
  const { length } = answer.results.bindings;
  const most = length > SHOWN ? `，这里是前 ${SHOWN} 行 the first ${SHOWN} are shown` : "";
  tell(length ? `${length} 行 rows · ${seconds} 秒 s${most}` : `没有符合的行 no rows · ${seconds} 秒 s`);
  byId("tools").hidden = length === 0;
  if (length) byId("rows").append(table(answer));
}

function show(response, milliseconds) {
  byId("rows").replaceChildren();
  byId("tools").hidden = true;
  if (response instanceof Error) {
    if (response.name !== "AbortError") tell(response.message, true);
    return;
  }
  const seconds = (milliseconds / 1000).toFixed(2);
  if (!/json/.test(response.headers.get("content-type"))) {
    tell(`${seconds} 秒 s`);
    byId("rows").append(element("pre", response.content));
    return;
  }
  const answer = JSON.parse(response.content);
  if ("boolean" in answer) tell(`${answer.boolean ? "是 yes" : "否 no"} · ${seconds} 秒 s`);
  else showRows(answer, seconds);
}

async function download() {
  const body = new URLSearchParams({ query: yasqe.getValue() });
  const answer = await fetch("/sparql", { method: "POST", body, headers: { Accept: "text/csv" } });
  if (!answer.ok) return tell(await answer.text(), true);
  // Excel takes a CSV for UTF-8 only where it begins with this mark
  const file = new Blob(["\ufeff", await answer.blob()], { type: "text/csv" });
  const link = element("a", undefined, { href: URL.createObjectURL(file), download: "answer.csv" });
  link.click();
  URL.revokeObjectURL(link.href);
  return undefined;
}

// --- the named questions

async function askNamed(form) {
  const wrong = form.querySelector(".wrong");
  wrong.hidden = true;
  const answer = await fetch(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`);
  const text = await answer.text();
  if (!answer.ok) {
    wrong.textContent = text;
    wrong.hidden = false;
    return;
  }
  history.replaceState(null, "", `/?${new URLSearchParams([["ask", form.dataset.question], ...new FormData(form)])}`);
  yasqe.setValue(text);
  yasqe.collapsePrefixes(true);
  if (narrow.matches) {
    byId("shelf").open = false;
    byId("answer").scrollIntoView();
  }
  run();
}

// What is asked here can be taken elsewhere: every prefix that it uses is declared in it.
function declare() {
  const declared = yasqe.getPrefixesFromQuery();
  const bare = yasqe.getValue().replace(/<[^>\s]*>|"[^"\n]*"|'[^'\n]*'|#[^\n]*/g, "");
  const used = new Set([...bare.matchAll(/(?<![\w?$:])([a-z]+):/g)].map(([, name]) => name));
  for (const name of [...used].sort().reverse()) {
    if (words.prefixes[name] && !declared[name]) yasqe.addPrefixes({ [name]: words.prefixes[name] });
  }
}

function run() {
  declare();
  tell("正在查询…… asking");
  yasqe.query().catch(() => {}); // what went wrong is shown by `show`
}

async function offerNames({ target }) {
  const list = target.list;
  if (!list || list.dataset.asked) return;
  list.dataset.asked = "yes";
  const names = await (await fetch(`/names/${target.name}`)).json();
  list.append(...names.map((name) => element("option", undefined, { value: name })));
}

function filterQuestions() {
  const wanted = byId("filter").value.trim().toLowerCase();
  for (const question of document.querySelectorAll(".question")) {
    question.hidden = !question.textContent.toLowerCase().includes(wanted);
  }
}

// --- from here on

const narrow = matchMedia("(max-width: 52rem)");
const base = byId("given").dataset.base;
const kept = localStorage.getItem(KEPT);
const asked = new URLSearchParams(location.search);

Yasqe.registerAutocompleter(terms, false);
Yasqe.Autocompleters.prefixes = prefixes;

const yasqe = new Yasqe(byId("editor"), {
  value: asked.has("query") ? byId("given").value : kept || byId("given").value,
  autocompleters: ["prefixes", "terms", "variables"],
  consumeShareLink: null,
  createShareableLink: null,
  persistenceId: null,
  editorHeight: narrow.matches ? "220px" : "320px",
  requestConfig: {
    endpoint: `${location.origin}/sparql`,
    method: "POST",
    acceptHeaderSelect: "application/sparql-results+json",
    acceptHeaderGraph: "text/turtle",
  },
});

yasqe.on("queryResponse", (_, response, milliseconds) => show(response, milliseconds));
yasqe.on("change", (_, { origin }) => {
  if (/^[+*]|paste|cut|undo|redo/.test(origin || "")) localStorage.setItem(KEPT, yasqe.getValue());
});
byId("csv").addEventListener("click", download);
byId("filter").addEventListener("input", filterQuestions);
byId("questions").addEventListener("focusin", offerNames);
for (const form of document.querySelectorAll("form[data-question]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    askNamed(form);
  });
}
if (narrow.matches && !asked.has("ask")) byId("shelf").open = false;

byId("editor").querySelector(".yasqe_queryButton").title = "运行 run (Ctrl+Enter)";

learn().then(() => {
  const chosen = document.querySelector("form[data-run]");
  const first = !asked.has("query") && !kept;
  if (!chosen) declare();
  yasqe.collapsePrefixes(true);
  if (chosen) {
    chosen.closest(".question").scrollIntoView({ block: "center" });
    scrollTo(0, 0);
    askNamed(chosen);
  } else if (first || asked.has("query")) run();
});
