(function () {
  "use strict";
  var d = document, views = Array.prototype.slice.call(d.querySelectorAll("[data-view]"));
  if (!views.length) return;
  d.documentElement.className = "js";

  // "#VN-09/2020-S1/vi" is a view, "…/vi/trade" a card in it. What is not there leads to the view it would stand in,
  // then to another of its language.
  function target() {
    var parts = decodeURIComponent(location.hash.slice(1)).split("/"), lang = parts[2], found = null;
    for (; parts.length && parts[0] && !found; parts.pop()) found = d.getElementById(parts.join("/"));
    if (found && found.closest("[data-view]")) return found;
    return views.find(function (view) { return lang && view.lang === lang; }) || views[0];
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
})();
