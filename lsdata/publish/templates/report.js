(function () {
  "use strict";
  document.documentElement.classList.add("js");
  var d = document, pop = d.getElementById("pop"), opener = null;
  var facts = d.querySelector("details.facts"), all = d.getElementById("allcode");
  var sources = JSON.parse(d.getElementById("sources-json").textContent);

  function make(tag, text, name) {
    var one = d.createElement(tag);
    if (text) one.textContent = text;
    if (name) one.className = name;
    return one;
  }
  function row(id) {
    var link = d.querySelector('a.ls-fact[data-id="' + CSS.escape(id) + '"], a.in[data-id="' + CSS.escape(id) + '"]');
    return link && d.getElementById(link.getAttribute("href").slice(1));
  }
  function close(back) {
    if (pop.hidden) return;
    pop.hidden = true;
    if (opener) {
      opener.setAttribute("aria-expanded", "false");
      if (back) opener.focus({ preventScroll: true });
    }
  }
  function entry(list, head, content) {
    var value = make("dd");
    value.append(content);
    list.append(make("dt", head), value);
  }
  // The popover says what the fact's row in the table of all numbers says; without script that row is where a number leads.
  function fill(id) {
    var from = row(id);
    if (!from) return false;
    var shut = make("button", "×"), value = make("div", from.cells[0].textContent, "v"), what = make("p", "", "i"), list = make("dl");
    shut.type = "button";
    shut.setAttribute("aria-label", pop.dataset.close);
    shut.onclick = function () { close(true); };
    value.id = "pop-v";
    what.append(from.cells[1].firstElementChild.cloneNode(true));
    pop.replaceChildren(shut, value, what, list);
    Array.prototype.slice.call(from.cells, 2).forEach(function (cell) {
      var content = cell.firstElementChild.cloneNode(true), number = cell.dataset.n, known = number && sources[number];
      if (content.textContent === "–") return;
      if (!known) return entry(list, cell.dataset.h, content);
      var place = content.querySelector(".loc"), title = known[2] ? make("a", known[0]) : make("span", known[0]), line = make("span");
      if (known[2]) { title.href = known[2]; title.rel = "noreferrer"; }
      line.append(title, " ", content.querySelector(".ref"));
      if (known[3]) line.append(make("small", known[3]));
      entry(list, cell.dataset.h, line);
      if (place) entry(list, pop.dataset.locator, place);
      if (known[1]) entry(list, pop.dataset.published, known[1]);
    });
    list.querySelectorAll("a.ref").forEach(function (link) { link.onclick = function () { close(); }; });
    list.querySelectorAll("a.in").forEach(function (link) {
      link.onclick = function (event) {
        event.preventDefault();
        event.stopPropagation();
        if (fill(link.dataset.id)) pop.focus({ preventScroll: true });
      };
    });
    return true;
  }
  function open(link) {
    close();
    if (!fill(link.dataset.id)) return;
    opener = link;
    link.setAttribute("aria-expanded", "true");
    pop.hidden = false;
    if (innerWidth > 640) {
      var box = link.getClientRects()[0], width = pop.offsetWidth, height = pop.offsetHeight;
      var above = box.bottom + height + 12 > innerHeight && box.top > innerHeight - box.bottom;
      pop.style.left = Math.max(16, Math.min(box.left, d.documentElement.clientWidth - width - 16)) + scrollX + "px";
      pop.style.top = (above ? box.top - height - 8 : box.bottom + 8) + scrollY + "px";
    }
    pop.focus({ preventScroll: true });
  }
  d.querySelectorAll("a.ls-fact").forEach(function (link) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", function (event) {
      event.preventDefault();
      event.stopPropagation();
      if (opener === link && !pop.hidden) close(true); else open(link);
    });
    link.addEventListener("keydown", function (event) {
      if (event.key === " ") { event.preventDefault(); link.click(); }
    });
  });
  d.addEventListener("keydown", function (event) { if (event.key === "Escape") close(true); });
  d.addEventListener("click", function (event) { if (!pop.contains(event.target)) close(); });
  pop.addEventListener("focusout", function (event) {
    if (event.relatedTarget && !pop.contains(event.relatedTarget) && event.relatedTarget !== opener) close();
  });

  if (d.querySelector("details.code")) all.hidden = false;
  all.onclick = function () {
    var on = all.getAttribute("aria-pressed") !== "true";
    all.setAttribute("aria-pressed", on);
    d.documentElement.classList.toggle("allcode", on);
    d.querySelectorAll("details.code").forEach(function (one) { one.open = on; });
  };

  // Open in the file, so that a number leads to its row without script too; folded once a script can unfold it.
  function arrive() {
    var id = decodeURIComponent(location.hash.slice(1)), target = id && d.getElementById(id);
    var fact = /^fact=(.+)$/.exec(id), link = fact && d.querySelector('a.ls-fact[data-id="' + CSS.escape(fact[1]) + '"]');
    if (facts && target && facts.parentNode.contains(target)) {
      facts.open = true;
      target.scrollIntoView({ block: target.tagName === "TR" ? "center" : "start", behavior: "instant" });
    }
    if (link) { link.scrollIntoView({ block: "center", behavior: "instant" }); open(link); }
  }
  if (facts) facts.open = false;
  d.querySelectorAll('.toc a[href="#numbers"]').forEach(function (link) { link.addEventListener("click", function () { facts.open = true; }); });
  addEventListener("beforeprint", function () { if (facts) facts.open = true; close(); });
  addEventListener("hashchange", arrive);
  arrive();

  var links = {}, seen = {};
  d.querySelectorAll(".toc a").forEach(function (link) { links[link.getAttribute("href").slice(1)] = link; });
  if ("IntersectionObserver" in window) {
    var watch = new IntersectionObserver(function (entries) {
      entries.forEach(function (one) { seen[one.target.id] = one.isIntersecting; });
      var current = Object.keys(links).find(function (id) { return seen[id]; });
      Object.keys(links).forEach(function (id) {
        if (id === current) links[id].setAttribute("aria-current", "true"); else links[id].removeAttribute("aria-current");
      });
    }, { rootMargin: "-10% 0px -70% 0px" });
    Object.keys(links).forEach(function (id) { var one = d.getElementById(id); if (one) watch.observe(one); });
  }
})();
