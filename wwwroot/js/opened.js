// The first page of a connect that runs in a window of its own: tells the page that opened it that it is shown, and when it is left. A window that is closed while
// this page is shown was closed by its user, and not cut off by a sign-in page: then the opener need not wait to be sure. Only the origins that the operator allows are told.
const page = document.querySelector("script[data-origins]");

if (page && window.opener) {
  const tell = (status) => {
    for (const origin of page.dataset.origins.split(" ").filter(Boolean)) {
      window.opener.postMessage({ source: "ringcentral-connect", status }, origin);
    }
  };

  document.addEventListener("click", (event) => event.target.closest("a") && tell("left"));
  window.addEventListener("pageshow", () => tell("shown"));
}
