// The report works without this. It filters claims, opens what a link leads to, and shows a claim beside its text.
(() => {
  "use strict";
  const $ = (query, root = document) => root.querySelector(query);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const reveal = (element) => {
    for (let up = element; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  };

  // Follow the address: open every fold around the target, set off all pieces of a claim in its page.
  const follow = () => {
    all(".hit").forEach((element) => element.classList.remove("hit"));
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.closest("#claims [hidden]")) clear();
    reveal(target);
    if (target.classList.contains("ref")) {
      const number = target.textContent.trim();
      all(`[data-c~="${number}"]`, target.closest(".text")).forEach((piece) => piece.classList.add("hit"));
    }
    target.scrollIntoView({ block: target.classList.contains("ref") ? "center" : "start" });
  };
  addEventListener("hashchange", follow);

  // A click on marked words shows the claims they belong to, innermost first; the number leads to the card itself.
  const peek = $("#peek");
  const close = () => { peek.hidden = true; peek.replaceChildren(); };
  document.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-c], [data-o]");
    if (!piece) { if (!event.target.closest("#peek")) close(); return; }
    if (String(getSelection())) return;
    const text = piece.closest(".text");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Close";
    button.addEventListener("click", close);
    peek.replaceChildren(button);
    const numbers = `${piece.dataset.c || ""} ${piece.dataset.o || ""}`.split(" ");
    for (const ref of all(".ref", text)) if (numbers.includes(ref.textContent.trim())) {
      const card = document.getElementById(ref.getAttribute("href").slice(1));
      if (!card) continue;
      const copy = card.cloneNode(true);
      copy.removeAttribute("id");
      copy.hidden = false;
      button.after(copy);
    }
    peek.hidden = false;
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

  // The filter: every word must stand in the card; the choices must hold.
  const form = $(".filter");
  const groups = all(".group");
  const wasOpen = groups.map((group) => group.open);
  let index = null;
  const load = () => index ??= groups.map((group) => {
    const name = $("summary", group).textContent;
    return all(".card", group).map((card) => [card, `${name} ${card.textContent}`.toLowerCase().replace(/\s+/g, " ")]);
  });
  const apply = () => {
    const asked = new FormData(form);
    const words = asked.get("text").toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (card, text) =>
      words.every((word) => text.includes(word)) &&
      (!asked.get("force") || card.dataset.f === asked.get("force")) &&
      (!asked.get("kind") || card.dataset.k === asked.get("kind") || (asked.get("kind") === "cited" && card.dataset.k !== "author")) &&
      (!asked.get("speaker") || card.dataset.s === asked.get("speaker")) &&
      (!asked.get("about") || (card.dataset.a || "").split(" ").includes(asked.get("about")));
    const active = [...asked.values()].some(Boolean);
    let found = 0, pages = 0;
    load().forEach((cards, which) => {
      let here = 0;
      for (const [card, text] of cards) here += !(card.hidden = active && !fits(card, text));
      groups[which].hidden = !here;
      groups[which].open = active ? here > 0 && pages < 30 : wasOpen[which];
      found += here;
      pages += here > 0;
    });
    $("output", form).textContent = active ? `${found} ${found === 1 ? "claim" : "claims"} on ${pages} ${pages === 1 ? "page" : "pages"}` : "";
  };
  function clear() { form.reset(); apply(); }
  let waiting = 0;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  form.hidden = false;
  document.addEventListener("click", (event) => {
    const pick = event.target.closest(".pick");
    if (!pick) return;
    form.reset();
    for (const name of ["speaker", "about"]) if (pick.dataset[name]) form.elements[name].value = pick.dataset[name];
    apply();
  });

  const tools = $(".tools");
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) all(".page").forEach((page) => { page.open = Boolean(button.dataset.open); });
  });
  if (location.hash) follow();
})();
