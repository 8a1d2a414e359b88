// The last page of a connect that runs in a window of its own: tells the page that opened it how it ended, and closes the window where all is well.
// Only the origins that the operator allows are told, and only what the page itself shows.
const page = document.querySelector("script[data-origins]");

if (page && window.opener) {
  const { origins, status, connectionId, externalId } = page.dataset;
  const message = { source: "ringcentral-connect", status, connection_id: connectionId ?? null, external_id: externalId ?? null };
  for (const origin of origins.split(" ").filter(Boolean)) {
    window.opener.postMessage(message, origin);
  }

  if (status === "connected" && origins) {
    window.close();
  }
}
