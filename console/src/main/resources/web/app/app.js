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

// What is told while a parcel is looked at: the page is asked for anew, and what it shows of the parcel is exchanged.
function listen() {
  const shown = document.querySelector("[data-stream]");
  if (!shown) {
    return;
  }
  let soon;
  new EventSource(shown.dataset.stream).addEventListener("tracking-event", () => {
    clearTimeout(soon);
    soon = setTimeout(() => {
      htmx.ajax("GET", location.pathname, { target: "#" + shown.id, select: "#" + shown.id, swap: "outerHTML" });
      const live = document.getElementById("live");
      live.textContent = live.dataset.text;
    }, 250);
  });
}

tellTimes(document);
listen();
document.addEventListener("htmx:afterSwap", () => tellTimes(document));
document.addEventListener("change", pickAll);
// A part that cannot be had is asked for as a page, which says what is wrong.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => location.assign(event.detail.pathInfo.requestPath));
}
