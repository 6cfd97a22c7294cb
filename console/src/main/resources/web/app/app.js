// Everything works without this file but for what only a browser knows: the viewer's zone, and what happens while the page is open.
import htmx from "htmx.org";

htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.historyCacheSize = 0;
htmx.config.refreshOnHistoryMiss = true;

const viewerTime = new Intl.DateTimeFormat("sv-SE", {
  year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
});

function tellTimes(root) {
  for (const time of root.querySelectorAll("time[data-viewer]")) {
    time.textContent = viewerTime.format(new Date(time.dateTime));
    time.removeAttribute("data-viewer");
  }
}

function pickAll(event) {
  const all = event.target.closest("input[data-pick-all]");
  if (all) {
    for (const one of all.closest("form, table").querySelectorAll("input[name=id]")) {
      one.checked = all.checked;
    }
  }
}

// What is told while a parcel is looked at: the page is asked for anew, and what it shows of the parcel is exchanged. While
// nobody looks nothing is listened to, since a browser has few connections to give; then it goes on where the page stands.
let stream;
let soon;

function listen() {
  const shown = document.querySelector("[data-stream]");
  if (!shown || document.hidden) {
    stream?.close();
    stream = undefined;
  } else if (!stream) {
    stream = new EventSource(shown.dataset.stream);
    stream.addEventListener("tracking-event", () => {
      clearTimeout(soon);
      soon = setTimeout(() => exchange(shown.id), 250);
    });
  }
}

function exchange(id) {
  htmx.ajax("GET", location.pathname, { target: "#" + id, select: "#" + id, swap: "outerHTML" });
  const live = document.getElementById("live");
  live.textContent = live.dataset.text;
}

// What a part of a page asks for by itself, from time to time or because something was told.
const isByItself = (event) => !event.detail.requestConfig?.triggeringEvent;

tellTimes(document);
listen();
document.addEventListener("visibilitychange", listen);
document.addEventListener("htmx:afterSwap", () => tellTimes(document));
document.addEventListener("change", pickAll);
document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && isByItself(event)) {
    event.preventDefault();
  }
});
// What somebody asked for and cannot be had is asked for as a page, which says what is wrong. Else what is shown stays.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => {
    if (!isByItself(event)) {
      location.assign(event.detail.pathInfo.finalRequestPath);
    }
  });
}
