(function () {
  "use strict";
  var d = document, views = Array.prototype.slice.call(d.querySelectorAll("[data-view]"));
  if (!views.length) return;
  d.documentElement.className = "js";

  // "#VN-09/2020-S1/vi" is a view, "…/vi/trade" a card in it. What is not there leads to the view it would stand in,
  // then to the nearest: of its area, then its period, then its language.
  function target() {
    var parts = decodeURIComponent(location.hash.slice(1)).split("/"), wanted = parts.slice(0, 3), found = null, best = -1;
    for (; parts.length && parts[0] && !found; parts.pop()) found = d.getElementById(parts.join("/"));
    if (found && found.closest("[data-view]")) return found;
    views.forEach(function (view) {
      var own = view.id.split("/"), time = function (path) { return (path[1] || "").split("@")[0]; };
      var score = 4 * (own[0] === wanted[0]) + 2 * (time(own) === time(wanted)) + (own[2] === wanted[2]);
      if (score > best) { best = score; found = view; }
    });
    return found;
  }
  function show(scroll) {
    var place = target(), view = place.closest("[data-view]");
    views.forEach(function (one) { one.hidden = one !== view; });
    d.title = view.dataset.title;
    d.documentElement.lang = view.lang;
    if (scroll && place !== view) place.scrollIntoView();
    else if (scroll) scrollTo(0, 0);
  }
  addEventListener("hashchange", function () { show(true); });
  show(Boolean(location.hash));

  // Search over the headlines of all views: without accents, every word somewhere in the headline or the sector's name.
  var form = d.querySelector(".find"), field = form.querySelector("input"), status = form.querySelector("[role=status]"), list = form.querySelector("ul");
  var SHOWN = 40;
  function bare(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();
  }
  function current() { return views.find(function (view) { return !view.hidden; }); }
  var cards = [];
  views.forEach(function (view) {
    view.querySelectorAll(".cards li").forEach(function (card) {
      var link = card.querySelector("h3 a"), sector = card.querySelector(".s").firstChild.textContent;
      cards.push({ view: view, href: link.getAttribute("href"), head: link.textContent, sector: sector, bare: bare(sector + " " + link.textContent) });
    });
  });
  function name() {
    form.querySelector("label").textContent = current().dataset.search;
    form.lang = current().lang;
  }
  function search() {
    var words = bare(field.value).split(" ").filter(Boolean), here = current();
    var found = words.length ? cards.filter(function (card) { return words.every(function (word) { return card.bare.includes(word); }); }) : [];
    found = found.filter(function (card) { return card.view === here; }).concat(found.filter(function (card) { return card.view !== here; }));
    status.textContent = !words.length ? "" : found.length ? here.dataset.found.replace("{n}", found.length) : here.dataset.none;
    list.replaceChildren.apply(list, found.slice(0, SHOWN).map(function (card) {
      var item = d.createElement("li"), link = d.createElement("a"), small = d.createElement("small");
      link.href = card.href;
      link.textContent = card.head;
      small.textContent = card.sector + " · " + card.view.dataset.name;
      item.lang = card.view.lang;
      item.append(link, small);
      return item;
    }));
  }
  field.addEventListener("input", search);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var first = list.querySelector("a");
    if (first) first.click();
  });
  form.addEventListener("keydown", function (event) {
    var links = Array.prototype.slice.call(list.querySelectorAll("a")), at = links.indexOf(d.activeElement);
    if (event.key === "Escape") {
      field.value = "";
      search();
      field.focus();
    } else if (event.key === "ArrowDown" && links[at + 1]) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || field).focus();
    else return;
    event.preventDefault();
  });
  addEventListener("hashchange", function () { name(); search(); });
  name();
  form.hidden = !cards.length;
})();
