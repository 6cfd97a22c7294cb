// <script async src="https://HOST/track/embed.js" data-carrier="sto" data-number="773123456789" data-key="wmt_…"></script>
// puts the parcel's tracking page where the script stands.
(() => {
  "use strict";
  const script = document.currentScript;
  const told = script.dataset;
  const home = new URL(script.src);
  const address = new URL(
    "/track/" + encodeURIComponent(told.carrier || "") + "/" + encodeURIComponent(told.number || ""), home);
  address.searchParams.set("embed", told.key || "");
  if (told.lang) {
    address.searchParams.set("lang", told.lang);
  }
  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.title = told.title || "Parcel " + (told.number || "");
  frame.referrerPolicy = "no-referrer";
  frame.loading = "lazy";
  frame.style.cssText = "border:0;width:100%;height:32rem;color-scheme:normal";
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin");
  window.addEventListener("message", (event) => {
    if (event.source === frame.contentWindow && event.origin === home.origin && event.data && event.data.waymark === "height") {
      const height = Number(event.data.height);
      if (height > 0) {
        frame.style.height = Math.min(Math.ceil(height) + 8, 20000) + "px";
      }
    }
  });
  script.after(frame);
})();
