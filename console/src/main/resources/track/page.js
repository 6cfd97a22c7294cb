// The page is whole without this. It adds the viewer's own time where that differs, and tells a frame's parent its height.
(() => {
  "use strict";
  const root = document.documentElement;
  const offset = (text) => {
    const zone = /(?:Z|([+-])(\d\d):(\d\d))$/.exec(text);
    return zone && zone[1] ? (zone[1] + "1") * (zone[2] * 60 + +zone[3]) : 0;
  };
  const yours = root.lang.startsWith("zh") ? "您的时间" : "your time";
  for (const time of document.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    if (!isNaN(at) && -at.getTimezoneOffset() !== offset(time.dateTime)) {
      time.title = at.toLocaleString(root.lang, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" }) + " (" + yours + ")";
      if (time.closest(".updated")) {
        const note = document.createElement("span");
        note.className = "yours";
        note.textContent = time.title;
        time.after(note);
      }
    }
  }
  if (window.parent !== window) {
    root.classList.add("framed");
    const tell = () => window.parent.postMessage({ waymark: "height", height: root.querySelector(".page").scrollHeight }, "*");
    new ResizeObserver(tell).observe(root.querySelector(".page"));
    tell();
  }
})();
