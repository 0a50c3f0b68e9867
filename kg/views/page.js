"use strict";
// The page's own program: filters, what a click and a hover tell, and the table. Every word that comes from a
// document goes in as text (textContent, canvas), never as markup.

const data = JSON.parse(document.getElementById("network-data").textContent);
const nodes = new vis.DataSet(data.nodes);
const edges = new vis.DataSet(data.edges);
const byId = (id) => document.getElementById(id);
const shares = data.shares.map(([from, clause, opening, duties]) => ({
  document: from, clause, opening, duties: duties.map(([body, role, quote]) => ({ body, role, quote })),
}));
const ties = data.edges.map((edge) => ({ ...edge, proofs: edge.shares.map((i) => shares[i]), live: [] }));
const points = data.nodes.map((node) => ({ ...node, ties: [], duties: [] }));
ties.forEach((tie) => [tie.from, tie.to].forEach((end) => points[end].ties.push(tie)));
shares.forEach((share) => share.duties.forEach((duty) => points[duty.body].duties.push({ ...duty, share })));

const network = new vis.Network(byId("picture"), { nodes, edges }, data.options);
const chosen = { node: null, tie: null };
const wanted = { kinds: new Set(), roles: new Set(), document: null, least: 1 };

/* ---- what passes the filters ---- */

function readFilters() {
  const ticked = (name) => new Set([...document.querySelectorAll(`input[name=${name}]:checked`)].map((i) => i.value));
  wanted.kinds = ticked("kind");
  wanted.roles = ticked("role");
  wanted.document = byId("document").value === "" ? null : Number(byId("document").value);
  wanted.least = Number(byId("least").value);
  byId("least-now").textContent = wanted.least;
}

const inDocument = (share) => wanted.document === null || share.document === wanted.document;
const dutyCounts = (duty) => inDocument(duty.share) && wanted.roles.has(duty.role);
const bears = (share, end) =>
  points[end].kind !== "body" || share.duties.some((duty) => duty.body === end && wanted.roles.has(duty.role));

function weigh() {
  ties.forEach((tie) => {
    tie.live = tie.proofs.filter((share) => inDocument(share) && bears(share, tie.from) && bears(share, tie.to));
  });
  points.forEach((point) => { point.live = point.duties.filter(dutyCounts); });
}

const isProved = (tie) => tie.proofs.length === 0 || tie.live.length > 0;
const isHeavy = (tie) => tie.tie !== "shares" || tie.live.length >= Math.max(1, wanted.least);
const touches = (tie) => chosen.node === tie.from || chosen.node === tie.to || chosen.tie === tie;

function stands(point) {
  if (point.kind === "body") {
    return point.live.length > 0 && (wanted.least === 0 || point.ties.some((t) => t.tie === "shares" && isHeavy(t)));
  }
  if (point.kind === "document") return wanted.document === null || point.id === wanted.document;
  return point.ties.some((tie) => isProved(tie) && (wanted.document === null || tie.live.length > 0 || tie.tie === "belongs"));
}

// The chosen body and those it is tied to are shown even where the ties are lighter than asked for.
function visiblePoints() {
  const seen = new Set(points.filter((p) => wanted.kinds.has(p.kind) && stands(p)).map((p) => p.id));
  const near = ties.filter((tie) => touches(tie) && isProved(tie)).flatMap((tie) => [tie.from, tie.to]);
  near.filter((id) => wanted.kinds.has(points[id].kind)).forEach((id) => seen.add(id));
  if (chosen.node !== null) seen.add(chosen.node);
  return seen;
}

/* ---- drawing ---- */

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const inks = ["stage", "ink", "halo", "rule", "accent", "edge", "muted", "document", "county", "project"];
let paint = {};

// The colours of the page as it looks now, light or dark.
function mixColours() {
  paint = Object.fromEntries([...inks, ...Object.keys(data.roles)].map((name) => [name, colour(name)]));
  paint.face = getComputedStyle(document.body).fontFamily;
}

function mainRole(point) {
  const count = {};
  point.live.forEach((duty) => { count[duty.role] = (count[duty.role] || 0) + 1; });
  const order = Object.keys(data.roles);
  return order.reduce((best, role) => ((count[role] || 0) > (count[best] || 0) ? role : best), order[0]);
}

function nodeLook(point, seen, lit) {
  const own = paint[point.kind === "body" ? mainRole(point) || "muted" : point.kind];
  const faint = lit !== null && !lit.has(point.id);
  return {
    id: point.id,
    hidden: !seen.has(point.id),
    opacity: faint ? 0.2 : 1,
    color: { background: own, border: paint.stage, highlight: { background: own, border: paint.ink },
      hover: { background: own, border: paint.ink } },
    font: { face: paint.face, strokeWidth: 3, strokeColor: paint.halo, color: faint ? paint.rule : paint.ink },
  };
}

function edgeLook(tie, seen, lit) {
  const shown = seen.has(tie.from) && seen.has(tie.to) && isProved(tie) && (isHeavy(tie) || touches(tie));
  const weight = tie.live.length || 1;
  const strong = lit !== null && touches(tie);
  const plain = { shares: Math.min(0.75, 0.16 + 0.12 * weight), names: 0.15 }[tie.tie] || 0.4;
  return {
    id: tie.id,
    hidden: !shown,
    width: tie.tie === "shares" ? 0.8 + 1.1 * Math.sqrt(weight) : 1,
    dashes: tie.tie !== "shares",
    color: { color: strong ? paint.accent : paint.edge, highlight: paint.accent, hover: paint.accent,
      opacity: lit === null ? plain : strong ? 0.85 : 0.06 },
  };
}

/* ---- labels: never too small to read, and left out rather than one over another ---- */

const LEAST_PX = 10.5;
const MOST_PX = 22;

function markBox(point, scale) {
  const [x, y, r] = [point.x * scale, point.y * scale, point.size * scale * 0.6]; // a label may touch its rim
  return { id: point.id, left: x - r, right: x + r, top: y - r, bottom: y + r };
}

function labelBox(point, scale, px) {
  const lines = point.label.split("\n");
  const width = px * Math.max(...lines.map((line) => [...line].reduce((w, c) => w + (c < "\x7f" ? 0.6 : 1), 0)));
  const [x, top] = [point.x * scale, (point.y + point.size) * scale];
  return { id: point.id, left: x - width / 2, right: x + width / 2, top, bottom: top + lines.length * px * 1.25 };
}

const collide = (a, b) =>
  a.id !== b.id && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

// Lettering for the present zoom: the chosen body and its neighbours first, then the larger marks.
function letter() {
  const scale = network.getScale();
  const shown = points.filter((point) => !nodes.get(point.id).hidden);
  const rank = (point) => (nodes.get(point.id).opacity < 1 ? 0 : 1000) + point.font.size + point.size / 100;
  const taken = shown.map((point) => markBox(point, scale));
  const changes = [...shown].sort((a, b) => rank(b) - rank(a) || a.id - b.id).map((point) => {
    const px = Math.min(MOST_PX, Math.max(LEAST_PX, point.font.size * scale));
    const box = labelBox(point, scale, px);
    const free = !taken.some((other) => collide(box, other));
    if (free) taken.push(box);
    const size = px / scale;
    return { id: point.id, label: free ? point.label : " ", font: { size, vadjust: -0.4 * size } };
  });
  nodes.update(changes);
}

let waiting = 0;
function letterSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(letter, 60);
}
["zoom", "animationFinished", "resize"].forEach((event) => network.on(event, letterSoon));

function litPoints(seen) {
  if (chosen.node === null && chosen.tie === null) return null;
  const near = ties.filter((tie) => touches(tie) && isProved(tie)).flatMap((tie) => [tie.from, tie.to]);
  return new Set([...near, chosen.node].filter((id) => seen.has(id)));
}

function draw() {
  readFilters();
  mixColours();
  weigh();
  const seen = visiblePoints();
  const lit = litPoints(seen);
  nodes.update(points.map((point) => nodeLook(point, seen, lit)));
  const looks = ties.map((tie) => edgeLook(tie, seen, lit));
  edges.update(looks);
  const drawn = looks.filter((look) => !look.hidden).length;
  byId("status").replaceChildren(`显示 ${seen.size} 个节点，${drawn} 条连线 `,
    english(`${seen.size} nodes, ${drawn} ties`));
  fillTable();
  fillCard();
  letter();
}

function fit(animate) {
  const ids = nodes.getIds({ filter: (node) => !node.hidden });
  if (ids.length) network.fit({ nodes: ids, animation: animate ? { duration: 400 } : false });
  letterSoon();
}

/* ---- words ---- */

function element(tag, className, ...inside) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}

function english(words) {
  const made = element("span", "en", words);
  made.lang = "en";
  return made;
}

const title = (id) => points[id].name;
const shortly = (id) => points[id].label.replaceAll("\n", "");

function dutyLine(duty, withBody) {
  const chip = element("span", `chip ${duty.role}`, data.roles[duty.role]);
  return element("p", "duty", chip, withBody ? `${shortly(duty.body)} ` : "", element("q", "", duty.quote));
}

// A clause with its quoted words. `withOthers` names those who share it, where the duties told are all of one body.
function shareBlock(share, duties, withOthers) {
  const block = element("li", "share", element("p", "where", `${shortly(share.document)} · ${share.clause}`));
  if (share.opening) block.append(element("p", "opening", share.opening));
  duties.forEach((duty) => block.append(dutyLine(duty, withOthers === null)));
  if (withOthers) block.append(element("p", "where", `共担：${withOthers}`));
  return block;
}

function partners(point, share) {
  const others = share.duties.filter((duty) => duty.body !== point.id && wanted.roles.has(duty.role));
  return [...new Set(others.map((duty) => shortly(duty.body)))].join("、");
}

const dutiesOfTie = (tie, share) =>
  share.duties.filter((d) => (d.body === tie.from || d.body === tie.to) && wanted.roles.has(d.role));

function tieBlocks(tie) {
  return tie.live.map((share) => shareBlock(share, dutiesOfTie(tie, share), null));
}

function tieSummary(tie) {
  return tie.tie === "shares" ? `共担 ${tie.live.length} 条` : tie.live.length ? `${tie.live.length} 条` : "所属";
}

function nodeBlocks(point) {
  const byShare = new Map();
  point.live.forEach((duty) => byShare.set(duty.share, [...(byShare.get(duty.share) || []), duty]));
  const own = [...byShare].map(([share, duties]) => shareBlock(share, duties, partners(point, share)));
  if (point.kind === "body") return own;
  return point.ties.filter(isProved).flatMap((tie) =>
    tie.live.map((share) => shareBlock(share, dutiesOfTie(tie, share), null)));
}

/* ---- the card ---- */

const MOST_NEIGHBOURS = 8;

function neighbourButton(point, tie) {
  const other = tie.from === point.id ? tie.to : tie.from;
  const button = element("button", "", shortly(other), element("small", "", ` ${tie.live.length || ""}`));
  button.type = "button";
  button.title = title(other);
  button.addEventListener("click", () => choose(null, tie));
  return element("li", "", button);
}

function neighbours(point, ties) {
  const found = [...ties].sort((a, b) => b.live.length - a.live.length || a.id - b.id);
  const buttons = found.map((tie) => neighbourButton(point, tie));
  const list = [element("ul", "", ...buttons.slice(0, MOST_NEIGHBOURS))];
  const more = buttons.slice(MOST_NEIGHBOURS);
  if (more.length) {
    list.push(element("details", "", element("summary", "", `另有 ${more.length} 个`), element("ul", "", ...more)));
  }
  return list;
}

const groups = [
  ["共担职责的机构", "shares clauses with", (tie) => tie.tie === "shares"],
  ["相关文件、县区、项目", "tied to", (tie) => tie.tie !== "shares"],
];

function nodeCard(point) {
  const kind = data.kinds[point.kind];
  const said = point.kind === "body" ? `${kind} · ${point.live.length} 项职责` : kind;
  const parts = [element("h2", "", point.name), element("p", "where", said)];
  groups.forEach(([zh, en, belongs]) => {
    const found = point.ties.filter((tie) => isProved(tie) && belongs(tie));
    if (found.length) parts.push(element("h3", "", `${zh} `, english(en)), ...neighbours(point, found));
  });
  const blocks = nodeBlocks(point);
  if (blocks.length) parts.push(element("h3", "", "条款与原文 ", english("clauses")), element("ol", "", ...blocks));
  return parts;
}

function tieCard(tie) {
  const heading = element("h2", "", title(tie.from), " — ", title(tie.to));
  return [heading, element("p", "where", tieSummary(tie)), element("ol", "", ...tieBlocks(tie))];
}

function fillCard() {
  const card = byId("card");
  card.hidden = chosen.node === null && chosen.tie === null;
  if (card.hidden) return card.replaceChildren();
  const close = element("button", "close", "×");
  close.type = "button";
  close.setAttribute("aria-label", "关闭");
  close.addEventListener("click", () => choose(null, null));
  card.replaceChildren(close, ...(chosen.tie ? tieCard(chosen.tie) : nodeCard(points[chosen.node])));
  card.scrollTop = 0;
}

function choose(node, tie) {
  chosen.node = node;
  chosen.tie = tie;
  byId("tip").hidden = true;
  draw();
}

/* ---- the tip under the pointer ---- */

const MOST_IN_TIP = 3;

function tip(heading, blocks, pointer) {
  const box = byId("tip");
  const more = blocks.length - MOST_IN_TIP;
  box.replaceChildren(element("b", "", heading), ...blocks.slice(0, MOST_IN_TIP));
  if (more > 0) box.append(element("p", "where", `另有 ${more} 条，点击查看`));
  box.hidden = false;
  const stage = byId("stage");
  const x = Math.min(pointer.x + 14, stage.clientWidth - box.offsetWidth - 6);
  const y = pointer.y + 14 + box.offsetHeight > stage.clientHeight ? pointer.y - box.offsetHeight - 10 : pointer.y + 14;
  box.style.left = `${Math.max(6, x)}px`;
  box.style.top = `${Math.max(6, y)}px`;
}

network.on("hoverNode", ({ node, pointer }) => tip(title(node), nodeBlocks(points[node]), pointer.DOM));
network.on("hoverEdge", ({ edge, pointer }) => {
  const tie = ties[edge];
  tip(`${shortly(tie.from)} — ${shortly(tie.to)}：${tieSummary(tie)}`, tieBlocks(tie), pointer.DOM);
});
["blurNode", "blurEdge", "dragStart", "zoom"].forEach((event) => network.on(event, () => { byId("tip").hidden = true; }));
network.on("click", ({ nodes: [node], edges: [edge] }) =>
  choose(node === undefined ? null : node, node === undefined && edge !== undefined ? ties[edge] : null));

/* ---- the table ---- */

const rows = [...document.querySelectorAll("#pairs tbody tr")].map((row) => ({ row, tie: ties[Number(row.dataset.edge)] }));

function fillTable() {
  rows.forEach(({ row, tie }) => {
    row.hidden = tie.live.length < Math.max(1, wanted.least);
    row.cells[2].textContent = tie.live.length;
  });
  const sorted = [...rows].sort((a, b) => b.tie.live.length - a.tie.live.length);
  document.querySelector("#pairs tbody").append(...sorted.map(({ row }) => row));
}

rows.forEach(({ row, tie }) => row.querySelector("button").addEventListener("click", () => {
  choose(null, tie);
  network.fit({ nodes: [tie.from, tie.to], maxZoomLevel: 1, animation: false });
  network.moveTo({ position: network.getViewPosition(), offset: beside() });
  letter();
  byId("stage").scrollIntoView({ block: "nearest" });
}));

/* ---- the controls ---- */

// How far from the middle of the picture to show what is chosen, so that the card does not cover it.
function beside() {
  const card = byId("card").getBoundingClientRect();
  const stage = byId("stage").getBoundingClientRect();
  const below = card.width > stage.width * 0.7;
  return below ? { x: 0, y: -card.height / 2 } : { x: -card.width / 2, y: 0 };
}

function search() {
  const asked = byId("search").value.trim();
  if (asked === "") { byId("found").textContent = ""; return; }
  const bodies = points.filter((point) => point.kind === "body");
  const found = bodies.find((p) => p.name === asked) || bodies.find((p) => shortly(p.id) === asked)
    || bodies.find((p) => p.name.includes(asked));
  byId("found").textContent = found ? found.name : `没有名称含“${asked}”的机构`;
  if (!found) return;
  choose(found.id, null);
  network.selectNodes([found.id], false);
  network.focus(found.id, { scale: 0.8, offset: beside(), animation: false });
  letter();
}

function reset() {
  document.querySelectorAll("input[name=kind]").forEach((box) => { box.checked = box.value === "body"; });
  document.querySelectorAll("input[name=role]").forEach((box) => { box.checked = true; });
  byId("document").value = "";
  byId("search").value = "";
  byId("found").textContent = "";
  byId("least").value = data.least;
  network.unselectAll();
  choose(null, null);
  fit(false);
}

byId("least").max = Math.max(1, ...ties.filter((tie) => tie.tie === "shares").map((tie) => tie.proofs.length));
document.querySelectorAll("input[name=kind], #document").forEach((control) =>
  control.addEventListener("change", () => { draw(); fit(true); }));
document.querySelectorAll("input[name=role]").forEach((control) => control.addEventListener("change", draw));
byId("least").addEventListener("input", draw);
byId("search").addEventListener("change", search);
byId("search").addEventListener("input", () => { // a name picked from the list needs no Enter
  if (points.some((point) => point.name === byId("search").value)) search();
});
byId("whole").addEventListener("click", () => fit(true));
byId("reset").addEventListener("click", reset);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
if (matchMedia("(max-width: 52rem)").matches) byId("filters").open = false;
reset();
