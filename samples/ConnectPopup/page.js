const words = {
  connected: "Connected.",
  denied: "You said no, and that is fine.",
  failed: "That did not work. Try again.",
  expired: "The link has expired. Press the button once more.",
  closed: "You closed the window before you were done.",
  blocked: "Your browser blocked the window. Allow it for this page.",
};

document.querySelector("#connect").addEventListener("click", async () => {
  const outcome = document.querySelector("#outcome");
  outcome.textContent = "Waiting for you in the other window.";
  const session = await (await fetch("/connect", { method: "POST" })).json();
  const result = await RingCentralConnect.open({ connectUrl: session.connect_url });
  outcome.textContent = words[result.status];
});
