// Opens a connect session in a window of its own and tells how it ended. No dependencies; include it from your RingCentral Connect:
//
//   <script src="https://connect.example.com/js/connect.js"></script>
//   const result = await RingCentralConnect.open({ connectUrl });
//
// connectUrl comes from POST /api/v1/connect-sessions; make it in your server and call open() from a click, or browsers block the window.
// The result has status (connected, denied, failed, expired, closed, blocked), connection_id and external_id. Your server must not take a browser's word
// for it: the webhook, the API, or require_completion say what is true.
(() => {
  "use strict";

  const POLL_MILLISECONDS = 1500;
  const CLOSED_FOR_GOOD_MILLISECONDS = 5 * 60 * 1000;
  const FINAL = new Set(["connected", "denied", "failed", "expired"]);

  const features = (width, height) => {
    const left = Math.round(window.screenX + (window.outerWidth - width) / 2);
    const top = Math.round(window.screenY + (window.outerHeight - height) / 2);
    return `popup,width=${width},height=${height},left=${left},top=${top}`;
  };

  const ask = async (url) => {
    const answer = await fetch(`${url.origin}${url.pathname}/status`, { cache: "no-store", credentials: "omit" });
    return answer.ok ? answer.json() : { status: answer.status === 404 ? "failed" : "open" };
  };

  const open = ({ connectUrl, width = 520, height = 720, signal } = {}) => new Promise((resolve, reject) => {
    let url;
    try {
      url = new URL(connectUrl);
    } catch {
      reject(new TypeError("connectUrl must be the connect_url of a connect session"));
      return;
    }

    const child = window.open(url.href, "ringcentral-connect", features(width, height));
    if (!child) {
      resolve({ status: "blocked", connection_id: null, external_id: null });
      return;
    }

    let timer = 0;
    let closedAt = 0;
    let isOurs = false;

    const finish = (result) => {
      window.clearTimeout(timer);
      window.removeEventListener("message", listen);
      resolve({ status: result.status, connection_id: result.connection_id ?? null, external_id: result.external_id ?? null });
    };

    // A person who said no, or whom something failed, may try again in the same window: only success ends the wait while it is open.
    const listen = (event) => {
      if (event.origin !== url.origin || event.data?.source !== "ringcentral-connect") {
        return;
      }

      isOurs = event.data.status === "shown";
      if (event.data.status === "connected") {
        finish(event.data);
      }
    };

    // A sign-in page may cut the window off from its opener: then no message comes, and the window looks closed while it is not. So the status address is asked
    // on for a while, and "closed" is the answer only when nothing has come of it for minutes, or when the window has last told that it shows our own page. Pass a
    // signal to stop waiting earlier.
    const poll = async () => {
      let result = { status: "open" };
      try {
        result = await ask(url);
      } catch {
        // Offline for a moment: the next look tells.
      }

      if (result.status === "connected" || result.status === "pending" || result.status === "expired") {
        finish(result.status === "pending" ? { ...result, status: "connected" } : result);
        return;
      }

      closedAt = child.closed ? closedAt || Date.now() : 0;
      if (signal?.aborted || (closedAt && (isOurs || FINAL.has(result.status) || Date.now() - closedAt >= CLOSED_FOR_GOOD_MILLISECONDS))) {
        finish(FINAL.has(result.status) ? result : { ...result, status: "closed" });
        return;
      }

      timer = window.setTimeout(poll, POLL_MILLISECONDS);
    };

    window.addEventListener("message", listen);
    timer = window.setTimeout(poll, POLL_MILLISECONDS);
  });

  window.RingCentralConnect = Object.freeze({ open });
})();
