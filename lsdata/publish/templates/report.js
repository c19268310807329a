(function () {
  "use strict";
  document.documentElement.classList.add("js");
  var d = document, pop = d.getElementById("pop"), opener = null;
  var facts = d.querySelector("details.facts"), all = d.getElementById("allcode"), folds = d.querySelectorAll("details.facts, details.data");
  var sources = JSON.parse(d.getElementById("sources-json").textContent);

  function make(tag, text, name) {
    var one = d.createElement(tag);
    if (text) one.textContent = text;
    if (name) one.className = name;
    return one;
  }
  function target(link) { return d.getElementById(decodeURIComponent(link.hash.slice(1))); }
  function close(back) {
    if (pop.hidden) return;
    pop.hidden = true;
    if (opener) {
      opener.setAttribute("aria-expanded", "false");
      if (back) opener.focus({ preventScroll: true });
    }
  }
  function copy(cell) {
    var made = make("span");
    cell.childNodes.forEach(function (node) { made.append(node.cloneNode(true)); });
    return made;
  }
  function entry(list, head, content) {
    var value = make("dd");
    value.append(content);
    list.append(make("dt", head), value);
  }
  // The popover says what the fact's row in the table of all numbers says; without script that row is where a number leads.
  function fill(link) {
    var from = target(link);
    if (!from || !from.cells) return false;
    var heads = from.closest("table").tHead.rows[0].cells;
    var shut = make("button", "×"), value = make("div", from.cells[0].textContent, "v"), what = make("p", "", "i"), list = make("dl");
    shut.type = "button";
    shut.setAttribute("aria-label", pop.dataset.close);
    shut.onclick = function () { close(true); };
    value.id = "pop-v";
    what.append(copy(from.cells[1]));
    pop.replaceChildren(shut, value, what, list);
    Array.prototype.slice.call(from.cells, 2).forEach(function (cell) {
      var content = copy(cell), head = heads[cell.cellIndex].textContent, others = content.querySelectorAll(".other");
      others.forEach(function (other) { other.remove(); });
      var ref = content.querySelector("a.ref"), known = ref && sources[ref.textContent.slice(1, -1)];
      if (known) {
        var place = content.querySelector(".loc"), line = make("span"), at = target(ref);
        var there = at && at.closest("tr, li").querySelector('a[href^="http"]'), title = make(there ? "a" : "span", known[0]);
        if (there) { title.href = there.href; title.rel = "noreferrer"; }
        line.append(title, " ", ref);
        if (known[2]) line.append(make("small", known[2]));
        entry(list, head, line);
        if (place) entry(list, pop.dataset.locator, place);
        if (known[1]) entry(list, pop.dataset.published, known[1]);
      } else if (content.textContent.trim() !== "–") entry(list, head, content);
      if (others.length) {
        var lines = make("span");
        others.forEach(function (other) { other.firstChild.remove(); lines.append(other); });
        entry(list, pop.dataset.others, lines);
      }
    });
    list.querySelectorAll("a.ref").forEach(function (link) { link.onclick = function () { close(); }; });
    list.querySelectorAll("a.in").forEach(function (link) {
      link.onclick = function (event) {
        event.preventDefault();
        event.stopPropagation();
        if (fill(link)) pop.focus({ preventScroll: true });
      };
    });
    return true;
  }
  function open(link) {
    close();
    if (!fill(link)) return;
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

  // Open in the file, so that all is there without script and in print; folded once a script can unfold it.
  function unfold() { folds.forEach(function (one) { if (!one.open) { one.open = true; one.dataset.shut = ""; } }); }
  function refold() { folds.forEach(function (one) { if ("shut" in one.dataset) { one.open = false; delete one.dataset.shut; } }); }
  function arrive() {
    var id = decodeURIComponent(location.hash.slice(1)), place = id && d.getElementById(id), fold = place && (place.closest("details") || place.querySelector("details.facts"));
    var fact = /^fact=(.+)$/.exec(id), link = fact && d.querySelector('a.ls-fact[href="#f-' + CSS.escape(fact[1].replace(/[^A-Za-z0-9._-]+/g, "-")) + '"]');
    if (fold) {
      fold.open = true;
      place.scrollIntoView({ behavior: "instant" });
    }
    if (link) {
      var around = link.closest("details");
      if (around) around.open = true;
      link.scrollIntoView({ block: "center", behavior: "instant" });
      open(link);
    }
  }
  folds.forEach(function (one) { one.open = false; });
  d.querySelectorAll('.toc a[href="#numbers"]').forEach(function (link) { link.addEventListener("click", function () { facts.open = true; }); });
  addEventListener("beforeprint", function () { unfold(); close(); });
  addEventListener("afterprint", refold);
  addEventListener("hashchange", arrive);
  arrive();

  // A chart or table that is wider than the screen is moved by keyboard as well.
  function reach() {
    d.querySelectorAll("figure, .scroll, pre").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0; else box.removeAttribute("tabindex");
    });
  }
  addEventListener("resize", reach);
  d.addEventListener("toggle", reach, true);
  reach();

  // grid.js, beside the index, says what was built: the switches then lead straight there.
  var script = d.getElementById("grid"), nav = d.querySelector(".mast nav"), near = d.querySelector("nav.near");
  function direct(to, text, name) {
    var made = make("a", text, name);
    made.href = nav.dataset.root + to;
    return made;
  }
  function light() {
    var built = window.lsdataGrid || {}, own = nav.dataset.view.split("/"), sector = nav.dataset.sector, spots = nav.querySelectorAll("a");
    function pages(key) { return Object.prototype.hasOwnProperty.call(built, key) ? built[key].pages : []; }
    function at(key) { return pages(key).findIndex(function (one) { return one[0] === sector; }); }
    var other = own[0] + "/" + own[1] + "/" + spots[2].lang, there = at(other), list = pages(own.join("/")), here = at(own.join("/"));
    if (there >= 0) spots[2].href = nav.dataset.root + pages(other)[there][2];
    var known = own[1].split("@")[1], kin = Object.keys(built).filter(function (key) {
      var parts = key.split("/");
      return parts[0] === own[0] && parts[2] === own[2] && parts[1].split("@")[1] === known && at(key) >= 0;
    });
    if (kin.length > 1) {
      var menu = make("details", "", "menu"), items = make("ul");
      menu.append(make("summary", spots[1].textContent), items);
      kin.forEach(function (key) {
        var item = make("li"), link = direct(pages(key)[at(key)][2], built[key].period);
        if (key === own.join("/")) link.setAttribute("aria-current", "page");
        item.append(link);
        items.append(item);
      });
      menu.addEventListener("keydown", function (event) {
        if (event.key === "Escape" && menu.open) { menu.open = false; menu.firstChild.focus(); }
      });
      d.addEventListener("click", function (event) { if (!menu.contains(event.target)) menu.open = false; });
      spots[1].replaceWith(menu);
    }
    if (here < 0) return;
    if (here) near.append(direct(list[here - 1][2], "← " + list[here - 1][1], "before"));
    if (here + 1 < list.length) near.append(direct(list[here + 1][2], list[here + 1][1] + " →", "after"));
    near.hidden = !near.firstChild;
  }
  if (script) script.addEventListener("load", light);

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
