
"use strict";
// the token came behind the # of the address, which no server and no other page is told
const given = location.hash.slice(1);
if (given.length > 20) {
  sessionStorage.setItem("token", given);
  history.replaceState(null, "", location.pathname);
}
const trusted = window.trustedTypes
  ? trustedTypes.createPolicy("explanation", { createHTML: (page) => page })
  : { createHTML: (page) => page };
const at = (id) => document.getElementById(id);
const RECORD = ["title", "date", "published"];
let dropped = null;
let shown = null;

function say(text, trouble) {
  at("status").textContent = trouble ? "" : text;
  at("trouble").textContent = trouble ? text : "";
  at("trouble").hidden = !trouble;
}

function encoded(blob) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => failed(new Error("the file cannot be read"));
    reader.readAsDataURL(blob);
  });
}

async function ask(path, question) {
  let answer;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Newsclean-Token": sessionStorage.getItem("token") || "" },
      body: JSON.stringify(question),
    });
  } catch {
    throw new Error("newsclean serve does not answer: is it still running?");
  }
  const found = await answer.json().catch(() => ({ error: `newsclean serve answered ${answer.status}` }));
  if (!answer.ok) throw new Error(found.error);
  return found;
}

async function busy(form, work) {
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    await work();
  } catch (error) {
    say(error.message, true);
  } finally {
    button.disabled = false;
  }
}

function take(file) {
  dropped = file;
  at("content").value = "";
  say(`${file.name}, ${file.size.toLocaleString("en")} bytes`);
}

function fill(record) {
  for (const name of RECORD) at(name).value = record[name] || "";
  at("authors").value = record.authors.join("\n");
  at("body").value = record.body.join("\n\n");
  for (const name of ["about", "site", "slug"]) at(name).value = "";
  at("saved").textContent = "";
}

at("explain").addEventListener("submit", (event) => {
  event.preventDefault();
  busy(event.target, async () => {
    const source = dropped || new Blob([at("content").value]);
    if (!source.size) throw new Error("Paste a page or choose a file first.");
    say("Reading …");
    const capture = { content: await encoded(source), charset: dropped ? null : "utf-8" };
    for (const name of ["url", "captured_at"]) capture[name] = at(name).value.trim() || null;
    const found = await ask("explain", capture);
    shown = { ...capture, kind: found.kind };
    fill(found.record);
    at("picture").srcdoc = trusted.createHTML(found.picture);
    at("result").hidden = false;
    say(`Confidence ${found.confidence.toFixed(2)}, article ${found.article_chance.toFixed(2)}.`);
    at("record-heading").focus();
  });
});

at("save").addEventListener("submit", (event) => {
  event.preventDefault();
  busy(event.target, async () => {
    const record = {};
    for (const name of RECORD) record[name] = at(name).value.trim() || null;
    record.authors = at("authors").value.split("\n").map((line) => line.trim()).filter(Boolean);
    record.body = at("body").value.split(/\n\s*\n/).map((text) => text.trim()).filter(Boolean);
    const folder = {};
    for (const name of ["about", "site", "slug"]) folder[name] = at(name).value.trim() || null;
    say("");
    const found = await ask("fixture", { ...shown, ...folder, record });
    at("saved").textContent = `Saved in ${found.folder}`;
  });
});

at("file").addEventListener("change", (event) => event.target.files[0] && take(event.target.files[0]));
at("content").addEventListener("input", () => { dropped = null; at("file").value = ""; });
addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("over"); });
addEventListener("dragleave", () => document.body.classList.remove("over"));
addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("over");
  const [file] = event.dataTransfer.files;
  const text = event.dataTransfer.getData("text/plain");
  if (file) take(file);
  else if (text) { dropped = null; at("content").value = text; }
});
if (!sessionStorage.getItem("token")) say("Open the address that the terminal shows: its end lets this page in.", true);
