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
})();
